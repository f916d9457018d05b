package io.leasehold.simulator.scale;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.ReadableType;
import java.time.Duration;
import java.util.List;

/** Whoever owned jobs before the fleet did: no engine, but the calls that one would have sent. It does nothing with them, and leaves in order. */
final class FormerOwner {
    private static final Duration TTL = Duration.ofHours(1);

    private final LeaseStore store;
    private final Owners owners;
    private final LeaseId lease;

    FormerOwner(LeaseStore store, Owners owners, LeaseId lease) {
        this.store = store;
        this.owners = owners;
        this.lease = lease;
    }

    /** Takes so many at this moment, and reports so. */
    void own(int jobs, List<ReadableType> types) {
        store.grant(lease, "former", TTL);
        for (long number = 2; owners.owned(lease) < jobs; number += 2) {
            int most = Math.min(ClaimRequest.Orphans.DEFAULT_JOBS, jobs - owners.owned(lease));
            store.claim(new ClaimRequest(
                    lease,
                    number,
                    types,
                    new ClaimRequest.Orphans(List.of(), most, ClaimRequest.Orphans.DEFAULT_BYTES)));
        }
        store.renew(lease, TTL, new Load(jobs, 0, 1));
    }

    /** Ends its lease in order, and rings. */
    void leave() {
        owners.left(lease);
        store.end(lease, LeaseEnd.CLEAN);
        store.ring();
    }
}
