package io.leasehold.store;

import java.util.Optional;

/**
 * Which jobs to list: those that meet every filter, in the order of their ids' UTF-8 bytes.
 *
 * @param type of this type
 * @param status of this status
 * @param owner naming this lease
 * @param after beyond this id; none: from the beginning
 * @param limit the most jobs of one page, 1 to 1,000
 */
public record JobQuery(
        Optional<String> type, Optional<Status> status, Optional<LeaseId> owner, Optional<JobId> after, int limit) {
    /** The most jobs of one page. */
    public static final int PAGE = 1_000;

    public JobQuery {
        type.ifPresent(name -> Check.text("job type", name, Limits.NAME_CHARACTERS));
        Check.between("page limit", limit, 1, PAGE);
    }

    /** The first page of all jobs. */
    public static JobQuery all() {
        return new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
    }

    /** The same question, beyond this id. */
    public JobQuery after(JobId id) {
        return new JobQuery(type, status, owner, Optional.of(id), limit);
    }
}
