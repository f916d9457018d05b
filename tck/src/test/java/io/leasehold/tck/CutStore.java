package io.leasehold.tck;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
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
import java.util.function.Supplier;

/** A store each of whose calls is one request, which can be cut. */
final class CutStore extends ForwardingStore {
    private final Scissors scissors;

    CutStore(LeaseStore kept, Scissors scissors) {
        super(kept);
        this.scissors = scissors;
    }

    private <T> T request(Supplier<T> call) {
        if (!scissors.meet()) {
            return call.get();
        } else if (scissors.cut() == Cut.REFUSED) {
            throw new StoreUnavailable("the call was refused");
        } else if (scissors.cut() == Cut.ANSWER_LOST) {
            var unused = call.get();
        }
        throw new UnknownOutcome("the call was not answered");
    }

    private void run(Runnable call) {
        request(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        return request(() -> super.grant(lease, label, ttl));
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        return request(() -> super.renew(lease, extension, load));
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        run(() -> super.end(lease, how));
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return request(() -> super.survey(request));
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return request(() -> super.claim(request));
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        return request(() -> super.write(writes));
    }

    @Override
    public LockRecord lock(LockName name) {
        return request(() -> super.lock(name));
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        return request(() -> super.takeLock(name, lease, token));
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        return request(() -> super.releaseLock(name, lease, token, rest));
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> submissions) {
        return request(() -> super.submit(submissions));
    }

    @Override
    public CommandAnswer command(Command command) {
        return request(() -> super.command(command));
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return request(() -> super.find(id));
    }

    @Override
    public JobPage list(JobQuery query) {
        return request(() -> super.list(query));
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return request(() -> super.owned(lease, after));
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return request(() -> super.tidy(cursor));
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return super.sameTransaction().map(kept -> new CutTransactions<>(kept, scissors));
    }

    @Override
    public long bell() {
        return request(super::bell);
    }

    @Override
    public void ring() {
        run(super::ring);
    }
}
