package io.leasehold.store.record;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time of one call (R22). A record call begins only while the call could still bear the longest that a record call takes; so the
 * call ends in time whatever blocks it. Decides nothing but when to give up.
 *
 * @param ticker a monotonic clock, in nanoseconds
 * @param startNanos when the call began
 * @param usable within what time record calls may begin
 */
record Budget(LongSupplier ticker, long startNanos, Duration usable) {
    static Budget of(LongSupplier ticker, Duration callTimeout, Duration recordTimeout) {
        return new Budget(ticker, ticker.getAsLong(), callTimeout.minus(recordTimeout));
    }

    /** Whether no further record call may begin. */
    boolean spent() {
        return passedNanos() > usable.toNanos();
    }

    /** Whether half of the time in which record calls may begin is over: bounded work had better come to its end. */
    boolean late() {
        return passedNanos() > usable.toNanos() / 2;
    }

    private long passedNanos() {
        return ticker.getAsLong() - startNanos;
    }
}
