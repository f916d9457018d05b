package io.leasehold.jdbc;

import java.time.Duration;

/**
 * The time of one call (R22). A connection may be waited for half of it, a statement may take half of it, and none begins in its
 * second half: so the call ends in time whatever blocks it. Decides nothing but when to give up.
 *
 * @param startNanos when the call began, on the monotonic ticker
 * @param half half of the call timeout
 */
record Budget(long startNanos, Duration half) {
    static Budget of(Duration callTimeout) {
        return new Budget(System.nanoTime(), half(callTimeout));
    }

    static Duration half(Duration callTimeout) {
        return Duration.ofMillis(Math.max(1, callTimeout.toMillis() / 2));
    }

    /** Whether no further statement may begin. */
    boolean spent() {
        return passedNanos() > half.toNanos();
    }

    /** Whether half of the time in which statements may begin is over. */
    boolean halfSpent() {
        return passedNanos() > half.toNanos() / 2;
    }

    private long passedNanos() {
        return System.nanoTime() - startNanos;
    }
}
