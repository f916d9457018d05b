package io.leasehold.simulator.real;

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
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.SameTransaction;
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
import java.util.function.Supplier;

/**
 * One instance's store behind its valve: every call passes it on the way in and on the way out, so an instance may freeze between a
 * write and hearing of it. It pushes no rings, whatever the store behind it can: a push would pass no valve on its way in and wake a
 * frozen instance, so the engine reads the bell, through the valve. Thread-safe.
 */
final class ValvedStore implements LeaseStore, SameTransaction.Offering {
    private final LeaseStore delegate;
    private final Valve valve;

    ValvedStore(LeaseStore delegate, Valve valve) {
        this.delegate = delegate;
        this.valve = valve;
    }

    private <T> T through(Supplier<T> call) {
        T answer = valve.inside(call);
        valve.pass();
        return answer;
    }

    private void through(Runnable call) {
        valve.inside(() -> {
            call.run();
            return true;
        });
        valve.pass();
    }

    @Override
    public StoreDescription describe() {
        return delegate.describe();
    }

    @Override
    public void prepare(PrepareMode mode) {
        through(() -> delegate.prepare(mode));
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        return through(() -> delegate.grant(lease, label, ttl));
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        return through(() -> delegate.renew(lease, extension, load));
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        through(() -> delegate.end(lease, how));
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return through(() -> delegate.survey(request));
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return through(() -> delegate.claim(request));
    }

    @Override
    public List<WriteAnswer> write(List<Write> writes) {
        return through(() -> delegate.write(writes));
    }

    @Override
    public LockRecord lock(LockName name) {
        return through(() -> delegate.lock(name));
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        return through(() -> delegate.takeLock(name, lease, token));
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        return through(() -> delegate.releaseLock(name, lease, token, rest));
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> submissions) {
        return through(() -> delegate.submit(submissions));
    }

    @Override
    public CommandAnswer command(Command command) {
        return through(() -> delegate.command(command));
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return through(() -> delegate.find(id));
    }

    @Override
    public JobPage list(JobQuery query) {
        return through(() -> delegate.list(query));
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return through(() -> delegate.owned(lease, after));
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return through(() -> delegate.tidy(cursor));
    }

    @Override
    public long bell() {
        return through(delegate::bell);
    }

    @Override
    public void ring() {
        through(delegate::ring);
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return SameTransaction.of(delegate).map(this::valved);
    }

    private <C> SameTransaction<C> valved(SameTransaction<C> ability) {
        return new ValvedTransactions<>(ability, valve);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
