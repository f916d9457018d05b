package io.leasehold.tck.report;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.util.Optional;
import java.util.Set;

/**
 * One call of a store, or one thing that the kit did to it.
 *
 * @param number in the order of beginnings, from 1
 * @param began when it began; beginnings and ends are counted together
 * @param ended when it ended; none: nobody has heard
 * @param client whose call it was
 * @param said arguments, then answer or exception, in readable form
 * @param jobs whom arguments and answer name
 * @param leases the same
 */
record Call(
        long number,
        long began,
        Optional<Long> ended,
        String client,
        String thread,
        String operation,
        String said,
        Set<JobId> jobs,
        Set<LeaseId> leases) {
    /** Whether this call had not ended when the other began. */
    boolean overlaps(Call later) {
        return began < later.began && ended.map(end -> end > later.began).orElse(true);
    }

    /** Whether both are the same kind of call by the same client and thread. */
    boolean isLike(Call other) {
        return operation.equals(other.operation) && client.equals(other.client) && thread.equals(other.thread);
    }
}
