package io.leasehold.store.memory;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.StoredJob;
import io.leasehold.store.StoredLock;
import io.leasehold.store.TokenFloor;
import io.leasehold.store.Tombstone;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All that an {@link InMemoryLeaseStore} keeps at one moment, as a value: two stores with equal contents and equal clocks answer every
 * call alike. So a checker can try what a call would make of them, and put them back.
 *
 * @param leases the leases, ended ones too
 * @param jobs the jobs
 * @param tombstones what is left of deleted ones
 * @param locks the locks that were ever taken
 * @param floor the namespace's token floor
 * @param bell the number that rings change
 */
public record Contents(
        NavigableMap<LeaseId, Lease> leases,
        NavigableMap<JobId, StoredJob> jobs,
        NavigableMap<JobId, Tombstone> tombstones,
        NavigableMap<LockName, StoredLock> locks,
        TokenFloor floor,
        long bell) {
    /** What a new store holds. */
    public static final Contents NONE =
            new Contents(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), TokenFloor.NONE, 0);

    public Contents {
        leases = Collections.unmodifiableNavigableMap(new TreeMap<>(leases));
        jobs = Collections.unmodifiableNavigableMap(new TreeMap<>(jobs));
        tombstones = Collections.unmodifiableNavigableMap(new TreeMap<>(tombstones));
        locks = Collections.unmodifiableNavigableMap(new TreeMap<>(locks));
    }

    /** The same with this lease as it is now. */
    public Contents with(Lease lease) {
        var others = new TreeMap<>(leases);
        others.put(lease.id(), lease);
        return new Contents(others, jobs, tombstones, locks, floor, bell);
    }

    /** The same with this job as it is now. */
    public Contents with(StoredJob job) {
        var others = new TreeMap<>(jobs);
        others.put(job.record().id(), job);
        return new Contents(leases, others, tombstones, locks, floor, bell);
    }
}
