package io.leasehold.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as the store last wrote it. Times are told as what remains or has passed by the store's clock at the moment of the read.
 *
 * @param id the user's name for the job
 * @param type what kind of job it is
 * @param run which of the job's lives this is
 * @param payload the operator's description
 * @param wish what the operator wants
 * @param commandNumber how many of the operator's commands were applied, over all runs
 * @param ownership who owns it
 * @param progress the owner's part
 * @param remaining time until its next decision or retry is due, never below zero (R15)
 * @param intentAge time since the store applied the open step's intent, that of its first attempt that may have happened: no
 *     sink has known its key for longer; none if no step is open
 * @param takeovers the last 8 takeovers, newest first
 */
public record JobRecord(
        JobId id,
        String type,
        RunId run,
        Bytes payload,
        Wish wish,
        long commandNumber,
        Ownership ownership,
        Progress progress,
        Duration remaining,
        Optional<Duration> intentAge,
        List<Takeover> takeovers) {
    public JobRecord {
        Check.text("job type", type, Limits.NAME_CHARACTERS);
        Check.notNegative("remaining", remaining);
        takeovers = List.copyOf(takeovers);
        Check.atMost("takeovers kept", takeovers.size(), Takeover.KEPT);
    }

    /** READY and wished to be RUNNING. */
    public boolean runnable() {
        return progress.status() == Status.READY && wish == Wish.RUNNING;
    }

    /** Bytes of payload, state, next state and effect. */
    public long bytes() {
        return payload.size() + progress.bytes();
    }

    /** The same job in another run. */
    public JobRecord inRun(RunId other) {
        return new JobRecord(
                id, type, other, payload, wish, commandNumber, ownership, progress, remaining, intentAge, takeovers);
    }

    /** The same job with another payload. */
    public JobRecord withPayload(Bytes other) {
        return new JobRecord(
                id, type, run, other, wish, commandNumber, ownership, progress, remaining, intentAge, takeovers);
    }

    /** The same job after a command. */
    public JobRecord ordered(Wish newWish, long number) {
        return new JobRecord(
                id, type, run, payload, newWish, number, ownership, progress, remaining, intentAge, takeovers);
    }

    /** The same job under another ownership. */
    public JobRecord ownedAs(Ownership other) {
        return new JobRecord(
                id, type, run, payload, wish, commandNumber, other, progress, remaining, intentAge, takeovers);
    }

    /** The same job further on. */
    public JobRecord advanced(Progress other) {
        return new JobRecord(
                id, type, run, payload, wish, commandNumber, ownership, other, remaining, intentAge, takeovers);
    }

    /** The same job as told at another moment. */
    public JobRecord timed(Duration newRemaining, Optional<Duration> newIntentAge) {
        return new JobRecord(
                id,
                type,
                run,
                payload,
                wish,
                commandNumber,
                ownership,
                progress,
                newRemaining,
                newIntentAge,
                takeovers);
    }

    /** The same job with this takeover before the others, the oldest dropped if need be. */
    public JobRecord takenOver(Takeover newest) {
        List<Takeover> longer = new ArrayList<>(takeovers);
        longer.add(0, newest);
        List<Takeover> kept = longer.subList(0, Math.min(longer.size(), Takeover.KEPT));
        return new JobRecord(
                id, type, run, payload, wish, commandNumber, ownership, progress, remaining, intentAge, kept);
    }
}
