package io.leasehold.simulator.virtual;

import java.util.Locale;

/** Where in a job's step its instance was hit. */
public enum StepPhase {
    /** The instance holds no job and claims none. */
    NO_JOBS,
    /** The job merely waits for its next step. */
    IDLE,
    /** A claim has left, and its answer isn't there yet. */
    CLAIMING,
    /** The intent is on its way to the store, or the answer on its way back. */
    INTENT_SENT,
    /** The intent is known to be recorded, the effect has not begun. */
    BEFORE_EFFECT,
    /** The effect has begun, its outcome isn't recorded. */
    AFTER_EFFECT,
    /** A step that the former owner left in doubt is being closed. */
    RESOLVING,
    /** A claim's last write is on its way, or the answer on its way back. */
    RELEASING,
    /** The instance shuts down. */
    SHUTTING_DOWN;

    /** For people. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
