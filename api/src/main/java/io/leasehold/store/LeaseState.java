package io.leasehold.store;

import java.time.Duration;

/** What the store knows of a lease. A lease that has ended, or of which there is no record, is {@link Ended} for ever. */
public sealed interface LeaseState {
    /**
     * The lease has not been ended.
     *
     * @param remaining the time left on the store's clock, zero when it has lapsed and anybody may end it
     */
    record Live(Duration remaining) implements LeaseState {
        public Live {
            Check.notNegative("remaining", remaining);
        }
    }

    /** The lease has ended, or there is no record of it. */
    record Ended() implements LeaseState {}
}
