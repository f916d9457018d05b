package io.leasehold.store;

import java.util.Optional;

/**
 * What one step of housekeeping did (R18).
 *
 * @param next where to go on; none: the walk is through, begin anew
 * @param buried absent leases for which an ended record was written
 * @param cleared dead owners removed from jobs that aren't runnable, and from locks
 * @param undrained leases marked drained that a job still named
 * @param drained ended leases that no job names any more
 * @param dropped records of ended leases past their time
 * @param tombstoned finished jobs of which a tombstone is left
 * @param purged tombstones past their retention, if they have one, that are gone for good
 */
public record TidyAnswer(
        Optional<String> next,
        int buried,
        int cleared,
        int undrained,
        int drained,
        int dropped,
        int tombstoned,
        int purged) {
    /** The most owners, the most ended leases, and the most locks, that one step looks at. */
    public static final int OWNERS = 64;

    /** The most job records, and the most tombstones, that one step looks at. */
    public static final int RECORDS = 256;
}
