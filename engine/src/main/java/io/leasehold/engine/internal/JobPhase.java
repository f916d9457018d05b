package io.leasehold.engine.internal;

/** What a claimed job is doing. */
enum JobPhase {
    /** Nothing, until it is due. */
    RESTING,
    /** Nothing, until it is due; payload and state are in the store alone. */
    SHELVED,
    /** Those are read again. */
    FETCHING,
    /** That the job is on probation is on its way to the store. */
    MARKING,
    /** A worker decides the next step. */
    DECIDING,
    /** The intent is on its way to the store. */
    RECORDING,
    /** The intent is recorded, nothing has started: it may as soon as the gate is open. */
    BARRED,
    /** A worker has the effect in hand. */
    PERFORMING,
    /** A worker has the step's transaction in hand (IN_STORE). */
    TRANSACTING,
    /** The step's transaction waits until it may be tried, or tried again. */
    HELD,
    /** A worker asks the sink what became of a step in doubt. */
    CONFIRMING,
    /** The listener hears of a step in doubt. */
    TELLING,
    /** The last write of this claim is on its way. */
    ENDING,
    /** The claim is over. */
    GONE;

    /** Whether a worker has something in hand that reaches out of the process. */
    boolean interruptible() {
        return this == PERFORMING || this == CONFIRMING || this == TRANSACTING;
    }
}
