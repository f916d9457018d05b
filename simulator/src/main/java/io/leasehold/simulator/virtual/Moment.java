package io.leasehold.simulator.virtual;

/** What an instance was doing when trouble hit it. */
public enum Moment {
    /** It holds no job. */
    WITHOUT_JOBS,
    /** Its jobs rest. */
    IDLE,
    /** An intent was sent, its effect has not begun. */
    AFTER_INTENT,
    /** An effect has begun, its outcome isn't acknowledged. */
    AFTER_EFFECT,
    /** It shuts down. */
    SHUTTING_DOWN
}
