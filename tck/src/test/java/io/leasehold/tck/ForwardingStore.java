package io.leasehold.tck;

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

/** A store that does what another one does, until a subclass breaks a rule. */
class ForwardingStore implements LeaseStore {
    final LeaseStore kept;

    ForwardingStore(LeaseStore kept) {
        this.kept = kept;
    }

    @Override
    public StoreDescription describe() {
        return kept.describe();
    }

    @Override
    public void prepare(PrepareMode mode) {
        kept.prepare(mode);
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        return kept.grant(lease, label, ttl);
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        return kept.renew(lease, extension, load);
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        kept.end(lease, how);
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return kept.survey(request);
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return kept.claim(request);
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        return kept.write(writes);
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> submissions) {
        return kept.submit(submissions);
    }

    @Override
    public CommandAnswer command(Command command) {
        return kept.command(command);
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return kept.find(id);
    }

    @Override
    public JobPage list(JobQuery query) {
        return kept.list(query);
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return kept.owned(lease, after);
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return kept.tidy(cursor);
    }

    @Override
    public long bell() {
        return kept.bell();
    }

    @Override
    public void ring() {
        kept.ring();
    }

    @Override
    public void close() {
        kept.close();
    }
}
