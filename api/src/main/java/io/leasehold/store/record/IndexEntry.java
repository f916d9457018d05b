package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;

/**
 * An entry of an index. It is written before the change of the job that it speaks of, never changed, and removed after the change that
 * ends it; so a job is never without its entries, and an entry alone says nothing.
 *
 * @param key its whole key
 * @param place where in which index
 * @param job which job
 * @param change the number of the change that brings it
 * @param writtenAt when it was written
 */
record IndexEntry(String key, String place, JobId job, long change, long writtenAt) {
    /** What the job's record says of an entry. */
    enum Standing {
        /** The job is there. */
        VALID,
        /** It isn't and, as changes only grow, will never be there by this entry. */
        STALE,
        /** The change of which this entry speaks has not happened; it may yet. */
        PENDING
    }

    static String key(String place, JobId job, long change) {
        return place + '-' + OrderedText.of(job.value()) + '-' + Long.toString(change, 32);
    }

    static Bytes value(long now) {
        return new ValueWriter().number(now).done();
    }

    static long writtenAt(Bytes value) {
        return new ValueReader(value).number();
    }

    static IndexEntry read(String key, long writtenAt) {
        int change = key.lastIndexOf('-');
        int id = key.lastIndexOf('-', change - 1);
        return new IndexEntry(
                key,
                key.substring(0, id),
                new JobId(OrderedText.decoded(key.substring(id + 1, change))),
                Long.parseLong(key.substring(change + 1), 32),
                writtenAt);
    }

    Standing standing(JobValue value) {
        if (value.entries(job).contains(key)) {
            return Standing.VALID;
        }
        return value.change() >= change ? Standing.STALE : Standing.PENDING;
    }
}
