package io.leasehold.simulator.planted;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import java.util.List;

/** Planted: a step in doubt is taken for one that surely wasn't performed, and so repeated. */
final class RepeatsDoubts extends ForwardingStore {
    RepeatsDoubts(LeaseStore delegate) {
        super(delegate);
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return super.claim(request).stream()
                .map(job -> job.advanced(job.progress()
                        .change()
                        .open(job.progress().open().map(OpenStep::notPerformed))
                        .done()))
                .toList();
    }
}
