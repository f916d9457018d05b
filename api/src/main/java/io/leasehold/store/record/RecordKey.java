package io.leasehold.store.record;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.util.Optional;

/** What a key of {@link RecordLeaseStore} speaks of, for whoever watches a storage. Nothing is decided by it. */
public final class RecordKey {
    private RecordKey() {}

    /** The job that is kept under this key, or what is left of it; nothing for all other records. */
    public static Optional<JobId> job(String key) {
        return Keys.afterJob(key).map(OrderedText::decoded).map(JobId::new);
    }

    /** The lease that is kept under this key. */
    public static Optional<LeaseId> lease(String key) {
        return Keys.afterLease(key).map(LeaseId::new);
    }

    /** Whether this is an index entry: a hint, written before the job's record and removed after it. */
    public static boolean hint(String key) {
        return Family.holds(key);
    }

    /** Whether the bell is kept under this key. */
    public static boolean bell(String key) {
        return key.equals(Keys.BELL);
    }
}
