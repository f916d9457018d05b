package io.leasehold.mongo;

import java.time.Duration;

/**
 * The time of one call (R22), and how its parts are cut from it. Decides nothing but when to give up.
 *
 * @param startNanos when the call began, on the monotonic ticker
 * @param whole the call timeout
 */
record Budget(long startNanos, Duration whole) {
    static Budget of(Duration callTimeout) {
        return new Budget(System.nanoTime(), callTimeout);
    }

    /** What is left, in milliseconds; never below zero. */
    long leftMillis() {
        return Math.max(0, whole.toMillis() - passedNanos() / 1_000_000);
    }

    boolean spent() {
        return leftMillis() == 0;
    }

    /** Whether half of it is over. */
    boolean halfSpent() {
        return passedNanos() > whole.toNanos() / 2;
    }

    private long passedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** So many tenths of a call timeout, in milliseconds; never zero, which would mean no limit. */
    static long tenths(Duration callTimeout, int tenths) {
        return Math.max(1, callTimeout.toMillis() * tenths / 10);
    }
}
