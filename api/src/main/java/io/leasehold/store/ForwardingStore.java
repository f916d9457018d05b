package io.leasehold.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A store that hands every call on to another one: the base of decorators, which override what they watch or change. Thread-safe as the
 * store behind it, whose promises it keeps and whose optional abilities it has: it pushes, and commits users' work together with its
 * records, where that one does. Who watches or changes writes and submissions looks after {@link #sameTransaction} too.
 */
public class ForwardingStore implements LeaseStore, Subscribable, SameTransaction.Offering {
    /** The store that calls are handed on to. */
    protected final LeaseStore kept;

    /** Hands on to this store, and closes it when it is closed. */
    protected ForwardingStore(LeaseStore kept) {
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
    public LockRecord lock(LockName name) {
        return kept.lock(name);
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        return kept.takeLock(name, lease, token);
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        return kept.releaseLock(name, lease, token, rest);
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
    public Optional<Subscription> subscribe(Runnable rung) {
        return kept instanceof Subscribable pushing ? pushing.subscribe(rung) : Optional.empty();
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return SameTransaction.of(kept);
    }

    @Override
    public void close() {
        kept.close();
    }
}
