package io.leasehold.store;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a store keeps what is over.
 *
 * <p>Tombstones are small and stay, unless a retention is set for them too. Then they go at some time after it, and with each the last
 * that was known of its id:
 *
 * <ul>
 *   <li>Tokens go on rising all the same: before a tombstone goes, the namespace's {@linkplain TokenFloor token floor} is raised to its
 *       token or higher, and later submissions start from there.
 *   <li>A run may come back: a submission repeated for longer than this retention may find nothing of its first time, and create the
 *       job anew. So whoever submits the same job at every start, and counts on hearing {@link SubmitAnswer.Same}, sets none.
 *   <li>A submission that is applied more than 10 minutes, by the store's clock, after it read the floor may repeat a token, if the
 *       id's tombstone went meanwhile.
 * </ul>
 *
 * @param endedLeases the records of ended, drained leases: at least 10 minutes, at most a hundred years
 * @param finishedJobs finished jobs, before a tombstone takes their place: longer than zero, at most a hundred years
 * @param tombstones tombstones, from when they were left: at least one hour, at most a hundred years; none: they stay
 */
public record Retention(Duration endedLeases, Duration finishedJobs, Optional<Duration> tombstones) {
    private static final Duration LEAST_OF_LEASES = Duration.ofMinutes(10);
    private static final Duration LEAST_OF_TOMBSTONES = Duration.ofHours(1);

    /** One hour and thirty days; tombstones stay. */
    public static final Retention DEFAULT = new Retention(Duration.ofHours(1), Duration.ofDays(30));

    public Retention {
        Check.positive("retention of finished jobs", finishedJobs);
        Check.between("retention of finished jobs", finishedJobs, Duration.ZERO, Write.LONGEST_DELAY);
        within("retention of ended leases", endedLeases, LEAST_OF_LEASES);
        tombstones.ifPresent(time -> within("retention of tombstones", time, LEAST_OF_TOMBSTONES));
    }

    /** Tombstones stay. */
    public Retention(Duration endedLeases, Duration finishedJobs) {
        this(endedLeases, finishedJobs, Optional.empty());
    }

    /** The same with another retention of ended leases. */
    public Retention endedLeases(Duration other) {
        return new Retention(other, finishedJobs, tombstones);
    }

    /** The same with another retention of finished jobs. */
    public Retention finishedJobs(Duration other) {
        return new Retention(endedLeases, other, tombstones);
    }

    /** The same, and tombstones go after this time. */
    public Retention tombstones(Duration other) {
        return new Retention(endedLeases, finishedJobs, Optional.of(other));
    }

    private static void within(String what, Duration value, Duration least) {
        if (value.compareTo(Write.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(what + " must be at most " + Write.LONGEST_DELAY + ", but is " + value);
        }
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(what + " must be at least " + least + ", but is " + value);
        }
    }
}
