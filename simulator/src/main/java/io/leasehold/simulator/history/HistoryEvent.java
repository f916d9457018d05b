package io.leasehold.simulator.history;

import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.RunId;
import io.leasehold.store.StepKey;
import java.time.Duration;
import java.util.List;

/** Something that happened, with the time since the run began. */
public sealed interface HistoryEvent {
    /** When it happened. */
    long atMillis();

    /**
     * A job was submitted.
     *
     * @param steps how many effects its run comes to
     * @param pace how long after one step's intent the next may be decided
     */
    record Submitted(long atMillis, JobId job, RunId run, int steps, Duration pace) implements HistoryEvent {}

    /** An instance was started. */
    record Started(long atMillis, String instance) implements HistoryEvent {}

    /**
     * An effect reached the sink: it has happened.
     *
     * @param token the claim's fencing token
     * @param payload what was sent
     * @param chain the hash that the job's state led to
     */
    record Effect(long atMillis, StepKey step, long token, String instance, String payload, String chain)
            implements HistoryEvent {}

    /** An instance reported a step in doubt. */
    record InDoubt(long atMillis, StepKey step, Doubt.Cause cause, String instance) implements HistoryEvent {}

    /** An instance took jobs over. */
    record TookOver(long atMillis, String instance, int jobs) implements HistoryEvent {}

    /** An instance was killed: nothing of it reached store or sink afterwards. */
    record Killed(long atMillis, String instance, Phase phase) implements HistoryEvent {}

    /** An instance was frozen. */
    record Frozen(long atMillis, String instance, Phase phase) implements HistoryEvent {}

    /** A frozen instance woke up. */
    record Woken(long atMillis, String instance) implements HistoryEvent {}

    /** An instance heard that its lease, or a claim with work in hand, was lost. */
    record Lost(long atMillis, String instance, String reason) implements HistoryEvent {}

    /**
     * What an instance owned when a fault hit it, or when it was asked to stop.
     *
     * @param sinceMillis when that was
     * @param graceful whether it was asked to stop
     */
    record Held(long atMillis, String instance, long sinceMillis, boolean graceful, List<HeldJob> jobs)
            implements HistoryEvent {
        public Held {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * A job that was owned.
     *
     * @param dueMillis when its next decision was due
     */
    record HeldJob(JobId job, long dueMillis) {}

    /** An instance was asked to stop in order. */
    record StopAsked(long atMillis, String instance) implements HistoryEvent {}

    /** An instance has stopped in order. */
    record Stopped(long atMillis, String instance) implements HistoryEvent {}

    /** Where the jobs of an instance stood when a fault hit it. */
    enum Phase {
        /** No job was inside a step. */
        IDLE,
        /** An intent was recorded, its effect had not begun. */
        AFTER_INTENT,
        /** An effect had happened, its outcome was not recorded. */
        AFTER_EFFECT
    }
}
