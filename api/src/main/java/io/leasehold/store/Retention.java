package io.leasehold.store;

import java.time.Duration;

/**
 * How long a store keeps what is over.
 *
 * @param endedLeases the records of ended, drained leases: at least 10 minutes, at most a hundred years
 * @param finishedJobs finished jobs, before a tombstone takes their place: longer than zero, at most a hundred years
 */
public record Retention(Duration endedLeases, Duration finishedJobs) {
    /** One hour and thirty days. */
    public static final Retention DEFAULT = new Retention(Duration.ofHours(1), Duration.ofDays(30));

    public Retention {
        Check.positive("retention of finished jobs", finishedJobs);
        Check.between("retention of finished jobs", finishedJobs, Duration.ZERO, Write.LONGEST_DELAY);
        if (endedLeases.compareTo(Write.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "retention of ended leases must be at most " + Write.LONGEST_DELAY + ", but is " + endedLeases);
        }
        if (endedLeases.compareTo(Duration.ofMinutes(10)) < 0) {
            throw new IllegalArgumentException(
                    "retention of ended leases must be at least PT10M, but is " + endedLeases);
        }
    }
}
