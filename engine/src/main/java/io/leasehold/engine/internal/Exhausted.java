package io.leasehold.engine.internal;

import io.leasehold.store.LeaseId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Ended leases that are known to have left no orphan any more, so that what they last reported no longer counts. Surveys name them page by page:
 * what one page has shown holds while the others are looked at, or a fleet of which more than a page has left would never come to rest.
 * A lease that a whole walk didn't meet any more is forgotten.
 */
final class Exhausted {
    private Set<LeaseId> known = new LinkedHashSet<>();
    private Set<LeaseId> met = new LinkedHashSet<>();

    /** Those known so far; not to be changed. */
    Set<LeaseId> leases() {
        return Collections.unmodifiableSet(known);
    }

    /** Nothing is left of these, which are a page; {@code more}: the walk goes on to another one. */
    void turned(Set<LeaseId> page, boolean more) {
        known.addAll(page);
        met.addAll(page);
        if (!more) {
            known = met;
            met = new LinkedHashSet<>();
        }
    }
}
