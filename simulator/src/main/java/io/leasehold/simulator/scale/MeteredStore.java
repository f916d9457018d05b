package io.leasehold.simulator.scale;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The store as one instance sees it: every call is counted where it is applied. */
final class MeteredStore extends ForwardingStore {
    private final Meter meter;
    private final Owners owners;
    private final LongSupplier nanos;
    private final boolean bell;

    /** {@code bell}: it pushes no ring. */
    MeteredStore(LeaseStore kept, Meter meter, Owners owners, LongSupplier nanos, boolean bell) {
        super(kept);
        this.meter = meter;
        this.owners = owners;
        this.nanos = nanos;
        this.bell = bell;
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        meter.count(Operation.GRANT, 1);
        owners.heard(lease, nanos.getAsLong());
        return super.grant(lease, label, ttl);
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        meter.count(Operation.RENEW, 1);
        LeaseState state = super.renew(lease, extension, load);
        if (state instanceof LeaseState.Live && !extension.isZero()) {
            owners.heard(lease, nanos.getAsLong());
        }
        return state;
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        meter.count(Operation.END, 1);
        super.end(lease, how);
    }

    @Override
    public Survey survey(SurveyRequest request) {
        Survey answer = super.survey(request);
        meter.surveyed(answer);
        return answer;
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        List<JobRecord> brought = super.claim(request);
        meter.count(Operation.CLAIM, brought.size());
        owners.claimed(request.lease(), brought, nanos.getAsLong());
        return brought;
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        List<WriteAnswer> answers = super.write(writes);
        meter.count(Operation.WRITE, writes.size());
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).release() && answers.get(i) instanceof WriteAnswer.Applied) {
                owners.released(writes.get(i).owner(), 1, nanos.getAsLong());
            }
        }
        return answers;
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        meter.count(Operation.FIND, 1);
        return super.find(id);
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        OwnedPage page = super.owned(lease, after);
        meter.count(Operation.OWNED, page.jobs().size());
        return page;
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        meter.count(Operation.TIDY, 1);
        return super.tidy(cursor);
    }

    @Override
    public long bell() {
        meter.count(Operation.BELL, 1);
        return super.bell();
    }

    @Override
    public void ring() {
        meter.count(Operation.RING, 1);
        super.ring();
    }

    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        meter.count(Operation.SUBSCRIBE, 1);
        return bell ? Optional.empty() : super.subscribe(rung);
    }
}
