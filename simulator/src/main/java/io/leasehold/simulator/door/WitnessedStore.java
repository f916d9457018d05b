package io.leasehold.simulator.door;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose claims and writes a {@link StoreWitness} sees. Thread-safe as what it wraps. */
final class WitnessedStore implements LeaseStore {
    private final LeaseStore delegate;
    private final StoreWitness witness;

    WitnessedStore(LeaseStore delegate, StoreWitness witness) {
        this.delegate = delegate;
        this.witness = witness;
    }

    @Override
    public StoreDescription describe() {
        return delegate.describe();
    }

    @Override
    public void prepare(PrepareMode mode) {
        delegate.prepare(mode);
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        witness.granting(lease);
        return delegate.grant(lease, label, ttl);
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        return delegate.renew(lease, extension, load);
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        delegate.end(lease, how);
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return delegate.survey(request);
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        List<JobRecord> brought = delegate.claim(request);
        brought.forEach(witness::saw);
        return brought;
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        writes.forEach(witness::sending);
        List<WriteAnswer> answers = delegate.write(writes);
        for (int i = 0; i < answers.size(); i++) {
            witness.answered(writes.get(i), answers.get(i));
        }
        return answers;
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> submissions) {
        return delegate.submit(submissions);
    }

    @Override
    public CommandAnswer command(Command command) {
        return delegate.command(command);
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        Optional<JobRecord> found = delegate.find(id);
        found.ifPresent(witness::saw);
        return found;
    }

    @Override
    public JobPage list(JobQuery query) {
        return delegate.list(query);
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return delegate.owned(lease, after);
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return delegate.tidy(cursor);
    }

    @Override
    public long bell() {
        return delegate.bell();
    }

    @Override
    public void ring() {
        delegate.ring();
    }

    @Override
    public void close() {
        delegate.close();
    }
}
