package io.leasehold.engine;

import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.Status;
import io.leasehold.store.StepKey;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.Optional;

/** What an operator may want to hear of an engine. New kinds may be added: listeners should let unknown ones pass. */
public sealed interface EngineEvent {
    /** The instance's lease was granted: it takes part from now on. */
    record Joined(LeaseId lease) implements EngineEvent {}

    /**
     * Jobs of an ended lease were taken over.
     *
     * @param jobs how many, with one claim
     * @param longestDown the longest that one of them had stood still
     */
    record TookOver(LeaseId from, LeaseId to, int jobs, Duration longestDown) implements EngineEvent {}

    /**
     * The instance owns more than its share of the fleet's jobs and begins to hand some over.
     *
     * @param jobs how many, each as soon as its step in hand is done
     */
    record HandingOver(LeaseId lease, int jobs) implements EngineEvent {}

    /**
     * A step in doubt: its effect may or may not have happened. Told before what became of it is written, so it may be told again
     * after a crash; the job's record is the report.
     *
     * @param doubt which attempt, why, and what becomes of the step
     * @param error what {@code perform} threw, if it did
     */
    record InDoubt(StepKey step, Doubt doubt, Optional<Throwable> error) implements EngineEvent {}

    /** A claim was lost while the engine had the job in hand; its worker is interrupted. */
    record ClaimLost(JobId job, long token, LossReason reason) implements EngineEvent {}

    /**
     * The lease was lost with everything it owned; the engine starts anew under another one.
     *
     * @param jobs how many claims went with it
     */
    record LeaseLost(LeaseId lease, int jobs, LossReason reason) implements EngineEvent {}

    /** The lease couldn't be proven in time: no effect starts until the store answers again. */
    record Suspended(LeaseId lease) implements EngineEvent {}

    /** The lease was proven again before anybody ended it: its jobs go on under the same tokens. */
    record Resumed(LeaseId lease) implements EngineEvent {}

    /**
     * A job whose last owners were lost over it runs again, alone among the suspects of this engine: should this owner be lost too, it
     * is quarantined.
     *
     * @param step what it is at
     * @param lapses how many owners in a row were lost
     */
    record OnProbation(StepKey step, int lapses) implements EngineEvent {}

    /** A job can't go on by itself, or has reached its end. */
    record JobEnded(JobId job, Status status, Optional<String> error) implements EngineEvent {}

    /** The store holds less than it once acknowledged: the job was stopped, and parked where there is still a record. */
    record Regressed(JobId job, WriteAnswer.Loss loss) implements EngineEvent {}

    /** A decision or an attempt failed; the same step is tried again after a while. */
    record Retrying(StepKey step, int failures, Throwable error) implements EngineEvent {}

    /** A worker ignored its interrupt and was given up; the job goes on with another. */
    record WorkerStuck(StepKey step, int stuck) implements EngineEvent {}

    /** A lock that somebody here holds is lost, otherwise than by a shutdown; who holds it is told the same. */
    record LockLost(LockName lock, long token, HeldLock.Loss loss) implements EngineEvent {}

    /** The engine has shut down; its lease has ended, or will lapse if the store couldn't be told. */
    record Left(LeaseId lease, boolean ended) implements EngineEvent {}

    /** Why a claim or a lease was lost. */
    enum LossReason {
        /** Another instance ended the lease: it had not been renewed in time. */
        LEASE_ENDED,
        /** The lease was not proven for half the time that ended leases are kept. */
        UNPROVEN_TOO_LONG,
        /** The engine ended its own lease: too many workers ignored their interrupt. */
        WORKERS_STUCK,
        /** The store refused a write: the job has another owner, or none. */
        FENCED
    }
}
