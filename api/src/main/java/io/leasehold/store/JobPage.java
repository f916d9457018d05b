package io.leasehold.store;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param jobs the jobs, in the order of their ids' UTF-8 bytes
 * @param more whether jobs lie beyond the last one
 */
public record JobPage(List<JobRecord> jobs, boolean more) {
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
