package io.leasehold.redis;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import java.util.List;

/** Claims (R6 to R10): judged and taken in one script, so none sees another half done. */
final class RedisClaims {
    private final Calls calls;

    RedisClaims(Calls calls) {
        this.calls = calls;
    }

    List<JobRecord> claim(ClaimRequest request) {
        Values values =
                new Values().add(request.lease().value()).add(request.number()).add(request.startSlot());
        if (request.target() instanceof ClaimRequest.Orphans orphans) {
            values.add(orphans.maxJobs()).add(orphans.maxBytes()).nothing();
            values.add(orphans.dead().size());
            orphans.dead().forEach(lease -> values.add(lease.value()));
        } else {
            ClaimRequest.Named named = (ClaimRequest.Named) request.target();
            values.add(1).add(1).add(named.job().value()).add(0);
        }
        List<Reply> parts = calls.run(Script.CLAIM, values.add(request.types())).parts();
        return JobHash.jobs(parts.subList(1, parts.size()), parts.get(0).number());
    }
}
