package io.leasehold.store.memory;

import io.leasehold.store.Arguments;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.CommandRules;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Limits;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Ownership;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SubmitRules;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Tombstone;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteRules;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The executable definition of {@link LeaseStore}: every operation is atomic, and reads like the rule that it keeps. Thread-safe by
 * one lock. Its clock is given, so that tests can move it; it keeps everything on the heap.
 */
public final class InMemoryLeaseStore implements LeaseStore, Subscribable, SameTransaction.Offering {
    private final LongSupplier clockMillis;
    private final StoreOptions options;
    private final Records records = new Records();
    private final Bell bell = new Bell();
    private final MemoryTransactions transactions = new MemoryTransactions(this);

    /** A store with its own clock, in epoch milliseconds. */
    public InMemoryLeaseStore(LongSupplier clockMillis, StoreOptions options) {
        this.clockMillis = clockMillis;
        this.options = options;
    }

    @Override
    public StoreDescription describe() {
        return new StoreDescription(
                "memory",
                "1",
                "this process",
                options.namespace(),
                options.callTimeout(),
                options.retention(),
                Limits.LARGEST,
                List.of("nothing is kept when this process ends: use this store for tests alone"));
    }

    @Override
    public void prepare(PrepareMode mode) {}

    @Override
    public synchronized LeaseState grant(LeaseId id, String label, Duration ttl) {
        Arguments.grant(label, ttl);
        long now = clockMillis.getAsLong();
        return records.leases
                .computeIfAbsent(id, absent -> Lease.granted(absent, label, now, ttl))
                .state(now);
    }

    @Override
    public synchronized LeaseState renew(LeaseId id, Duration extension, Load load) {
        Arguments.renew(extension);
        long now = clockMillis.getAsLong();
        @Nullable Lease lease = records.leases.get(id);
        if (lease == null) {
            return new LeaseState.Ended();
        }
        if (lease.live() && !extension.isZero()) {
            lease = lease.renewed(extension, load, now);
            records.keep(lease);
        }
        return lease.state(now);
    }

    @Override
    public synchronized void end(LeaseId id, LeaseEnd how) {
        @Nullable Lease lease = records.leases.get(id);
        if (lease != null) {
            records.keep(lease.ended(how, clockMillis.getAsLong()));
        }
    }

    @Override
    public synchronized Survey survey(SurveyRequest request) {
        return new Surveyor(records, clockMillis.getAsLong()).survey(request);
    }

    @Override
    public synchronized List<JobRecord> claim(ClaimRequest request) {
        @Nullable Lease lease = records.leases.get(request.lease());
        if (lease == null || !lease.live() || request.number() < lease.lastClaim()) {
            return List.of();
        }
        long now = clockMillis.getAsLong();
        boolean repeated = request.number() == lease.lastClaim();
        records.keep(lease.claiming(request.number()));
        List<JobRecord> brought = repeated ? brought(request, now) : List.of();
        return brought.isEmpty() ? new Claimer(records, now).claim(request) : brought;
    }

    private List<JobRecord> brought(ClaimRequest request, long now) {
        return records.jobs
                .of(Optional.of(request.lease()))
                .filter(job -> job.record().ownership().claimNumber() == request.number())
                .map(job -> job.read(now))
                .toList();
    }

    @Override
    public synchronized List<WriteAnswer> write(List<Write> writes) {
        Arguments.write(writes, Limits.LARGEST);
        long now = clockMillis.getAsLong();
        return writes.stream().map(write -> write(write, now)).toList();
    }

    private WriteAnswer write(Write write, long now) {
        return judged(write).orElseGet(() -> {
            StoredJob written =
                    Objects.requireNonNull(records.jobs.get(write.job())).written(write, now);
            records.jobs.keep(written);
            return new WriteAnswer.Applied(
                    written.record().wish(), written.record().commandNumber());
        });
    }

    /** The answer that ends the matter without a change, or nothing: the write is to be applied. */
    synchronized Optional<WriteAnswer> judged(Write write) {
        @Nullable StoredJob stored = records.jobs.get(write.job());
        return stored == null ? Optional.of(writeWithoutJob(write)) : WriteRules.judge(write, stored.record());
    }

    private WriteAnswer writeWithoutJob(Write write) {
        @Nullable Tombstone tombstone = records.tombstones.get(write.job());
        return tombstone == null
                ? new WriteAnswer.Regressed(WriteAnswer.Loss.NO_RECORD)
                : WriteRules.foreign(write, Ownership.none(tombstone.token()));
    }

    @Override
    public synchronized LockRecord lock(LockName name) {
        return locker().find(name);
    }

    @Override
    public synchronized LockRecord takeLock(LockName name, LeaseId lease, long token) {
        Arguments.takeLock(token);
        return locker().take(name, lease, token);
    }

    @Override
    public synchronized LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        Arguments.releaseLock(token, rest);
        return locker().release(name, lease, token, rest);
    }

    private Locker locker() {
        return new Locker(records, clockMillis.getAsLong());
    }

    @Override
    public synchronized List<SubmitAnswer> submit(List<Submission> submissions) {
        Arguments.submit(submissions, Limits.LARGEST);
        long now = clockMillis.getAsLong();
        return submissions.stream().map(job -> submit(job, now)).toList();
    }

    private SubmitAnswer submit(Submission job, long now) {
        return judged(job).orElseGet(() -> {
            Optional<Tombstone> tombstone = Optional.ofNullable(records.tombstones.remove(job.id()));
            long token = Math.max(
                    records.floor.token(), tombstone.map(Tombstone::token).orElse(0L));
            long number = tombstone.map(Tombstone::commandNumber).orElse(0L);
            records.jobs.keep(StoredJob.submitted(job, token, number, now));
            return new SubmitAnswer.Created(job.run());
        });
    }

    /** The answer that ends the matter without a change, or nothing: the job is to be created. */
    synchronized Optional<SubmitAnswer> judged(Submission job) {
        @Nullable StoredJob stored = records.jobs.get(job.id());
        if (stored != null) {
            return Optional.of(SubmitRules.judge(job, stored));
        }
        @Nullable Tombstone tombstone = records.tombstones.get(job.id());
        return tombstone == null ? SubmitRules.judge(job) : SubmitRules.judge(job, tombstone);
    }

    @Override
    public synchronized CommandAnswer command(Command command) {
        Arguments.command(command, Limits.LARGEST);
        @Nullable StoredJob stored = records.jobs.get(command.job());
        if (stored == null) {
            return new CommandAnswer.Absent(
                    Optional.ofNullable(records.tombstones.get(command.job())).map(Tombstone::run));
        }
        long now = clockMillis.getAsLong();
        CommandRules.Effect effect = CommandRules.apply(command, stored.record(), owned(stored, command, now));
        if (effect.deleted()) {
            records.bury(stored, now);
        }
        effect.job().ifPresent(job -> {
            StoredJob changed = stored.with(job);
            records.jobs.keep(effect.dueNow() ? changed.dueAt(now) : changed);
        });
        return effect.answer();
    }

    /** Whether a live lease owns the job; Restart and Delete end a lapsed one first. */
    private boolean owned(StoredJob stored, Command command, long now) {
        Optional<LeaseId> owner = stored.record().ownership().owner();
        boolean ends = command.order() instanceof Command.Restart || command.order() instanceof Command.Delete;
        if (ends && !CommandRules.stale(command, stored.record())) {
            owner.map(records.leases::get)
                    .filter(lease -> lease.lapsed(now))
                    .ifPresent(lease -> records.keep(lease.ended(LeaseEnd.LAPSED, now)));
        }
        return owner.map(records.leases::get).filter(Lease::live).isPresent();
    }

    @Override
    public synchronized Optional<JobRecord> find(JobId id) {
        return Optional.ofNullable(records.jobs.get(id)).map(job -> job.read(clockMillis.getAsLong()));
    }

    @Override
    public synchronized JobPage list(JobQuery query) {
        long now = clockMillis.getAsLong();
        List<JobRecord> found = records.jobsAfter(query.after())
                .map(job -> job.read(now))
                .filter(job -> query.type().map(job.type()::equals).orElse(true))
                .filter(job ->
                        query.status().map(job.progress().status()::equals).orElse(true))
                .filter(job -> query.owner().isEmpty()
                        || query.owner().equals(job.ownership().owner()))
                .limit(query.limit() + 1L)
                .toList();
        boolean more = found.size() > query.limit();
        return new JobPage(more ? found.subList(0, query.limit()) : found, more);
    }

    @Override
    public synchronized OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        List<OwnedPage.Owned> found = records.jobs
                .of(Optional.of(lease), after)
                .limit(JobQuery.PAGE + 1L)
                .map(StoredJob::record)
                .map(job -> new OwnedPage.Owned(job.id(), job.ownership().token(), job.wish()))
                .toList();
        boolean more = found.size() > JobQuery.PAGE;
        return new OwnedPage(more ? found.subList(0, JobQuery.PAGE) : found, more);
    }

    @Override
    public synchronized TidyAnswer tidy(Optional<String> cursor) {
        return new Housekeeper(records, clockMillis.getAsLong(), options.retention()).tidy(cursor);
    }

    @Override
    public long bell() {
        return bell.number();
    }

    @Override
    public void ring() {
        bell.ring();
    }

    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        return Optional.of(bell.subscribe(rung));
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return Optional.of(transactions);
    }

    /** What commits together with its records. */
    public MemoryTransactions transactions() {
        return transactions;
    }

    /** All that it keeps at this moment. */
    public synchronized Contents contents() {
        return records.contents(bell.number());
    }

    /** Keeps these contents from now on, and nothing of what it kept; wakes no subscriber. */
    public synchronized void keep(Contents contents) {
        records.replace(contents);
        bell.number(contents.bell());
    }

    /** Loses the record of this lease, as a store does that was restored from an old backup: for tests of what comes of it. */
    public synchronized void lose(LeaseId lease) {
        records.leases.remove(lease);
    }

    /** Lets a job name this lease, as where a claim takes several steps a very late one does: for tests of what comes of it. */
    public synchronized void name(JobId job, LeaseId owner) {
        Optional.ofNullable(records.jobs.get(job)).ifPresent(stored -> {
            JobRecord record = stored.record();
            records.jobs.keep(stored.with(record.ownedAs(record.ownership().claimedBy(owner, 1))));
        });
    }

    /** How many jobs and tombstones it holds. */
    public synchronized int jobRecords() {
        return records.jobs.size() + records.tombstones.size();
    }

    /** How many locks it holds, free ones too. */
    public synchronized int lockRecords() {
        return records.locks.size();
    }

    /** How many leases it holds, ended ones too. */
    public synchronized int leaseRecords() {
        return records.leases.size();
    }

    @Override
    public void close() {
        bell.close();
    }
}
