package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LockName;
import io.leasehold.store.PayloadDigest;
import java.util.Optional;

/**
 * The key space. Records that decide:
 *
 * <pre>
 * m                                           the schema's number
 * b                                           the bell
 * g                                           the floor of tokens and changes
 * l-(lease)                                   a lease
 * c-(lease)                                   its last claim: number, and the jobs that it went for
 * k-(lock name)                               a lock
 * j-(job id)                                  a job, or its tombstone
 * </pre>
 *
 * Index entries, which are hints ({@link Family}): {@code family-place-(job id)-(number of the change that brought it)}.
 */
final class Keys {
    static final String SCHEMA = "m";
    static final String BELL = "b";
    static final String FLOOR = "g";
    private static final String LEASE = "l-";
    private static final String LAST_CLAIM = "c-";
    private static final String LOCK = "k-";
    private static final String JOB = "j-";

    /** Beyond every character that a key may go on with. */
    private static final char BEYOND = 'z';

    /** Stands where an index has a lease's id; no id looks so. */
    static final String NOBODY = "nnnnnnnnnnnnnnnn";

    private Keys() {}

    static String lease(LeaseId lease) {
        return LEASE + lease;
    }

    static String lastClaim(LeaseId lease) {
        return LAST_CLAIM + lease;
    }

    static String job(JobId job) {
        return JOB + OrderedText.of(job.value());
    }

    static String lock(LockName name) {
        return LOCK + OrderedText.of(name.value());
    }

    static String allLocks() {
        return LOCK;
    }

    static Optional<String> afterJob(String key) {
        return after(JOB, key);
    }

    static Optional<String> afterLease(String key) {
        return after(LEASE, key);
    }

    private static Optional<String> after(String prefix, String key) {
        return key.startsWith(prefix) ? Optional.of(key.substring(prefix.length())) : Optional.empty();
    }

    static String allLeases() {
        return LEASE;
    }

    /** The end of all keys that begin so. */
    static String end(String prefix) {
        return prefix + BEYOND;
    }

    /** Of the entries at one place, the first beyond this job. */
    static String beyond(String place, JobId job) {
        return end(place + '-' + OrderedText.of(job.value()) + '-');
    }

    /** The same width for all types; two that collide share a place, which costs a look at a record and nothing else. */
    static String type(String type) {
        return PayloadDigest.of(type, Bytes.EMPTY).hex().substring(0, 16);
    }
}
