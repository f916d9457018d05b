package io.leasehold.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A job as a store keeps it: with its times as instants of the store's clock, in epoch milliseconds. For stores that judge in Java.
 *
 * @param record the job; its own durations mean nothing here
 * @param digest of the payload as submitted
 * @param dueAt when its next decision is due
 * @param intentAt when the intent of the open step was applied: of its first attempt that may have happened
 * @param finishedAt when its run ended
 */
public record StoredJob(JobRecord record, PayloadDigest digest, long dueAt, long intentAt, long finishedAt) {

    /** R16: the job as submitted, owned by nobody; token and command number go on from these. */
    public static StoredJob submitted(Submission job, long token, long commandNumber, long now) {
        JobRecord fresh = new JobRecord(
                job.id(),
                job.type(),
                job.run(),
                job.payload(),
                Wish.RUNNING,
                commandNumber,
                Ownership.none(token),
                Progress.initial(job.stateVersion()),
                Duration.ZERO,
                Optional.empty(),
                List.of());
        return new StoredJob(fresh, job.digest(), now + job.delay().toMillis(), 0, 0);
    }

    /** R15: the job as told at this moment. */
    public JobRecord read(long now) {
        Optional<Duration> age = record.progress().open().map(step -> Duration.ofMillis(Math.max(0, now - intentAt)));
        return record.timed(Duration.ofMillis(Math.max(0, dueAt - now)), age);
    }

    /** The same times with another record. */
    public StoredJob with(JobRecord other) {
        return new StoredJob(other, digest, dueAt, intentAt, finishedAt);
    }

    /** The same job, due at another time. */
    public StoredJob dueAt(long other) {
        return new StoredJob(record, digest, other, intentAt, finishedAt);
    }

    /** R12, R15: the owner's part replaced, the clock's part moved; the write has been judged ({@link WriteRules}). */
    public StoredJob written(Write write, long now) {
        Progress before = record.progress();
        Progress after = write.progress();
        JobRecord moved = record.advanced(after).ownedAs(ownership(write));
        long due = write.delay().map(delay -> now + delay.toMillis()).orElse(dueAt);
        boolean ends = after.status() == Status.FINISHED && before.status() != Status.FINISHED;
        return new StoredJob(moved, digest, due, sameAge(before, after) ? intentAt : now, ends ? now : finishedAt);
    }

    /** What is left of this job when it is deleted. */
    public Tombstone tombstone(long now) {
        return new Tombstone(record.run(), record.ownership().token(), record.commandNumber() + 1, digest, now);
    }

    private Ownership ownership(Write write) {
        var written = new Ownership(
                record.ownership().owner(),
                write.token(),
                write.revision(),
                record.ownership().claimNumber());
        return write.release() ? written.released() : written;
    }

    /** The age is that of the first attempt that may have happened: a further one keeps it while an earlier one is in doubt. */
    private static boolean sameAge(Progress before, Progress after) {
        boolean sameAttempt =
                before.open().map(OpenStep::attempt).equals(after.open().map(OpenStep::attempt));
        boolean stillInDoubt = before.open().isPresent()
                && after.open().filter(OpenStep::doubted).isPresent();
        return before.sequence() == after.sequence() && (sameAttempt || stillInDoubt);
    }
}
