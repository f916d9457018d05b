package io.leasehold.simulator.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, at so many milliseconds after the run's start. Jobs, runs and instances are named by their texts; an
 * instance's name is given once and never again, a restarted one has another.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface HistoryEvent {
    /** Milliseconds since the run's start. */
    long atMillis();

    /** An event of one instance. */
    sealed interface OfInstance extends HistoryEvent {
        /** Which instance. */
        String instance();
    }

    /** An event of one job under one claim. */
    sealed interface OfClaim extends OfInstance {
        /** Which job. */
        String job();

        /** In which of its lives. */
        String run();

        /** The claim's token. */
        long token();
    }

    /** An event of one step under one claim. */
    sealed interface OfStep extends OfClaim {
        /** The step's number within its run, from 1. */
        long sequence();

        /** The step's identity. */
        default StepId step() {
            return new StepId(job(), run(), sequence());
        }
    }

    /** A job was created that is to take so many steps. */
    record Submitted(long atMillis, String job, String run, long steps) implements HistoryEvent {}

    /** An instance was started. */
    record InstanceStarted(long atMillis, String instance) implements OfInstance {}

    /**
     * A claim brought this job.
     *
     * @param from the ended lease that it was taken from, if any
     */
    record Claimed(
            long atMillis,
            String job,
            String run,
            long token,
            String instance,
            @Nullable String from) implements OfClaim {}

    /**
     * The instance is about to send a step's intent to the store.
     *
     * @param paceMillis how long after this moment the next step is due, by the job's own wish
     */
    record IntentSent(
            long atMillis, String job, String run, long sequence, long token, String instance, long paceMillis)
            implements OfStep {}

    /** The store acknowledged a write that closes this step. */
    record StepClosed(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /** The store acknowledged a write of an owner, whatever it said. */
    record Written(long atMillis, String job, String run, long token, String instance, long revision, long sequence)
            implements OfClaim {}

    /** The store acknowledged the end of a claim; {@code ended}: of the whole run, in whatever way. */
    record Released(long atMillis, String job, String run, long token, String instance, boolean ended)
            implements OfClaim {}

    /** A message reached the sink. */
    record EffectStarted(
            long atMillis,
            String job,
            String run,
            long sequence,
            long token,
            String instance,
            String text,
            String previous,
            String chain)
            implements OfStep {}

    /** The sink has answered. */
    record EffectDone(long atMillis, String job, String run, long sequence, long token, String instance)
            implements OfStep {}

    /** An instance reported a step in doubt. */
    record InDoubt(long atMillis, String job, String run, long sequence, String cause, String instance)
            implements OfInstance {
        /** The step's identity. */
        public StepId step() {
            return new StepId(job, run, sequence);
        }
    }

    /** An instance told that it took over jobs. */
    record TookOver(long atMillis, String instance, String from, int jobs) implements OfInstance {}

    /** An instance told that it lost its lease. */
    record LeaseLost(long atMillis, String instance) implements OfInstance {}

    /** Nothing of this instance reaches store or sink from now on. */
    record Killed(long atMillis, String instance, Phase phase) implements OfInstance {}

    /** This instance stands still. */
    record Frozen(long atMillis, String instance, Phase phase) implements OfInstance {}

    /** It goes on as if nothing had been. */
    record Woken(long atMillis, String instance) implements OfInstance {}

    /** From now on calls of this instance may be lost, late or doubled: it may lose its lease at any time. */
    record Troubled(long atMillis, String instance) implements OfInstance {}

    /** An instance was asked to stop in order. */
    record StopAsked(long atMillis, String instance) implements OfInstance {}

    /** It has stopped. */
    record Stopped(long atMillis, String instance) implements OfInstance {}
}
