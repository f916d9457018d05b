package io.leasehold.store;

import java.util.List;
import java.util.Optional;

/**
 * The question of R5.
 *
 * @param lease the caller's lease
 * @param types what the caller can run
 * @param cursor list ended leases after this id; none: from the beginning
 * @param lapses how many lapsed leases to end, 0 to 64
 */
public record SurveyRequest(LeaseId lease, List<ReadableType> types, Optional<LeaseId> cursor, int lapses) {
    /** The most lapsed leases that one survey ends, and the most ended ones that it names. */
    public static final int LEASES = 64;

    /** The most stopped jobs that one survey names. */
    public static final int STOPS = 256;

    public SurveyRequest {
        types = List.copyOf(types);
        Check.atMost("survey: types", types.size(), 64);
        Check.between("survey: lapses", lapses, 0, LEASES);
    }
}
