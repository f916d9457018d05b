package io.leasehold.store.memory;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.StoredJob;
import io.leasehold.store.StoredLock;
import io.leasehold.store.TokenFloor;
import io.leasehold.store.Tombstone;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that the store keeps, in id order. Not thread-safe: the store locks. */
final class Records {
    final NavigableMap<LeaseId, Lease> leases = new TreeMap<>();
    final JobTable jobs = new JobTable();
    final NavigableMap<JobId, Tombstone> tombstones = new TreeMap<>();
    final NavigableMap<LockName, StoredLock> locks = new TreeMap<>();
    TokenFloor floor = TokenFloor.NONE;

    Contents contents(long bell) {
        return new Contents(leases, jobs.all(), tombstones, locks, floor, bell);
    }

    void replace(Contents contents) {
        leases.clear();
        leases.putAll(contents.leases());
        jobs.replace(contents.jobs());
        tombstones.clear();
        tombstones.putAll(contents.tombstones());
        locks.clear();
        locks.putAll(contents.locks());
        floor = contents.floor();
    }

    Stream<StoredJob> jobsAfter(Optional<JobId> id) {
        return id.map(after -> jobs.all().tailMap(after, false)).orElse(jobs.all()).values().stream();
    }

    Stream<Lease> leasesAfter(Optional<LeaseId> id) {
        return id.map(after -> leases.tailMap(after, false)).orElse(leases).values().stream();
    }

    /** The next locks in the order of their names. */
    Stream<StoredLock> locksAfter(Optional<LockName> name) {
        return name.map(after -> locks.tailMap(after, false)).orElse(locks).values().stream();
    }

    /** The lock as it is from now on. */
    void keep(StoredLock lock) {
        locks.put(lock.name(), lock);
    }

    /** The lease as it is from now on. */
    void keep(Lease lease) {
        leases.put(lease.id(), lease);
    }

    /** Leaves a tombstone in the job's place: token and run stay known. */
    void bury(StoredJob job, long now) {
        jobs.remove(job.record().id());
        tombstones.put(job.record().id(), job.tombstone(now));
    }
}
