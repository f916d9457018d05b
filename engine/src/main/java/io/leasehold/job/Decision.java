package io.leasehold.job;

import io.leasehold.store.Bytes;
import io.leasehold.store.Pace;

/** A decision in bytes, as engines record it. */
public sealed interface Decision {
    /**
     * Record this intent, then perform it.
     *
     * @param state the state that was decided on
     * @param effect what to do
     * @param next the state behind it
     * @param pace when the next decision is due
     */
    record Perform(Bytes state, Bytes effect, Bytes next, Pace pace) implements Decision {}

    /** End the run. */
    record Finish() implements Decision {}
}
