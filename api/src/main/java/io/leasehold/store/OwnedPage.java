package io.leasehold.store;

import java.util.List;

/**
 * One page of the walk over what a lease owns (R19): no payloads, so that a page of 1,000 stays small.
 *
 * @param jobs in the order of their ids' UTF-8 bytes
 * @param more whether jobs lie beyond the last one
 */
public record OwnedPage(List<Owned> jobs, boolean more) {
    public OwnedPage {
        jobs = List.copyOf(jobs);
    }

    /**
     * A job that names the lease.
     *
     * @param id which job
     * @param token under which token
     * @param wish what the operator wants of it
     */
    public record Owned(JobId id, long token, Wish wish) {}
}
