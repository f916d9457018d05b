package io.leasehold.redis;

import java.time.Duration;

/**
 * The time of one call (R22): for the wait for a connection, for making one, and for every answer. Decides nothing but when to give up.
 *
 * @param startNanos when the call began, on the monotonic ticker
 * @param whole the call timeout
 */
record Budget(long startNanos, Duration whole) {
    static Budget of(Duration callTimeout) {
        return new Budget(System.nanoTime(), callTimeout);
    }

    /** What is left, in milliseconds; never below zero. */
    int leftMillis() {
        long left = whole.toMillis() - (System.nanoTime() - startNanos) / 1_000_000;
        return (int) Math.max(0, Math.min(left, Integer.MAX_VALUE));
    }

    /** How long an answer may be waited for: most of what is left, so that the {@link Watch} is needed for nothing else. */
    int patienceMillis() {
        return Math.max(1, leftMillis() / 10 * 9);
    }

    boolean spent() {
        return leftMillis() == 0;
    }

    /** How long a connection may be waited for. */
    Duration waitForConnection() {
        Duration left = Duration.ofMillis(Math.max(1, leftMillis()));
        Duration quarter = quarter(whole);
        return left.compareTo(quarter) < 0 ? left : quarter;
    }

    /** What is spent on a connection at most: so much waiting for one, then so much for the network, and for each word of the greeting. */
    static Duration quarter(Duration callTimeout) {
        return Duration.ofMillis(Math.max(1, callTimeout.toMillis() / 4));
    }
}
