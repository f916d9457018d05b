package io.leasehold.simulator.door;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose claims and writes a {@link StoreWitness} sees. Thread-safe as what it wraps. */
final class WitnessedStore extends ForwardingStore {
    private final StoreWitness witness;

    WitnessedStore(LeaseStore kept, StoreWitness witness) {
        super(kept);
        this.witness = witness;
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        witness.granting(lease);
        return super.grant(lease, label, ttl);
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        List<JobRecord> brought = super.claim(request);
        brought.forEach(witness::saw);
        return brought;
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        writes.forEach(witness::sending);
        List<WriteAnswer> answers = super.write(writes);
        for (int i = 0; i < answers.size(); i++) {
            witness.answered(writes.get(i), answers.get(i));
        }
        return answers;
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        Optional<JobRecord> found = super.find(id);
        found.ifPresent(witness::saw);
        return found;
    }
}
