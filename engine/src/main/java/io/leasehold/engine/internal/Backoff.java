package io.leasehold.engine.internal;

import java.time.Duration;

/** How long to wait before another try. */
final class Backoff {
    /** E9: after so many failures in a row a job no longer goes on by itself. */
    static final int MOST_FAILURES = 10;

    private Backoff() {}

    /** E9: 1 s after the first failure, doubling up to 5 min. */
    static Duration ofJob(int failures) {
        return doubling(Duration.ofSeconds(1), Duration.ofMinutes(5), failures);
    }

    /** {@code first} after the first failure, doubling up to {@code cap}. */
    static Duration doubling(Duration first, Duration cap, int failures) {
        int doublings = Math.max(0, Math.min(failures - 1, 20));
        Duration grown = first.multipliedBy(1L << doublings);
        return grown.compareTo(cap) < 0 ? grown : cap;
    }
}
