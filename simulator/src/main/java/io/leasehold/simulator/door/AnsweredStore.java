package io.leasehold.simulator.door;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One instance's lease store over records: what its answers say, where they say more than was seen at the storage. */
final class AnsweredStore extends ForwardingStore {
    private final RecordClient client;

    AnsweredStore(LeaseStore kept, RecordClient client) {
        super(kept);
        this.client = client;
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        client.granting(lease);
        return super.grant(lease, label, ttl);
    }

    /** That it lives was so when its record was read; that it has ended is so for ever. */
    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        if (extension.isZero()) {
            client.askingFor(lease);
        }
        try {
            LeaseState state = super.renew(lease, extension, load);
            if (state instanceof LeaseState.Ended) {
                client.leaseRenewed(lease, extension.toMillis(), false);
            }
            return state;
        } finally {
            client.askedFor();
        }
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        super.end(lease, how);
        client.heardEnded(lease);
    }

    @Override
    public Survey survey(SurveyRequest request) {
        Survey survey = super.survey(request);
        survey.ended().forEach(lease -> client.heardEnded(lease.id()));
        return survey;
    }

    @Override
    public List<WriteAnswer> write(List<Write> batch) {
        client.writing();
        return super.write(batch);
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        List<JobRecord> brought = super.claim(request);
        brought.forEach(client::saw);
        return brought;
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        Optional<JobRecord> found = super.find(id);
        found.ifPresent(client::saw);
        return found;
    }
}
