package io.leasehold.store.record;

import io.leasehold.store.Arguments;
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
import io.leasehold.store.Limits;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreDescription;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The lease store on any {@link RecordStore}.
 *
 * <h2>What is stored</h2>
 * One record a lease, one a lock, one a job (or its tombstone, under the same key, so that the token stays), one for a lease's last claim, one for
 * the bell, one for the schema's number, one for the token floor; and the entries of six indexes ({@link Family}), by which jobs and
 * tombstones are found.
 *
 * <h2>How</h2>
 * No two records ever change at once. What decides is always a conditional write of <em>one</em>: of a lease, or of a job on the condition
 * that it is as it was read. Index entries are hints: written before the job's record, removed after it, and believed by nobody who hasn't
 * read the job's record after them ({@link Index}). Each speaks of one numbered change of one job; as the numbers only grow, an entry
 * whose change has come and that the job's record doesn't name will never be needed, and anybody removes it. So a process may stop
 * between any two record calls: there may be an entry without its job for a while, and never a job without its entries.
 *
 * <p>That numbers of changes only grow must hold for each id, like tokens, through the removal of its tombstone too (R18). So the
 * token floor covers both: a submission where nothing is, or a tombstone, begins above both its numbers; and a tombstone goes only once a
 * floor has stood for 10 minutes that is as high as its token and as the number of the change that it might have had next. An entry that
 * was left over from a life so ended is stale by its number as soon as there is a record, and by the floor as long as there is none.
 * The limit of R18, a submission that is applied more than 10 minutes after it read the floor, is one for both numbers: such a job may
 * repeat a token and may lack entries, so that no claim of orphans finds it.
 *
 * <p>Claim (R6 to R10):
 *
 * <ol>
 *   <li>Read the caller's lease; if it doesn't live, answer nothing.
 *   <li>Read its last claim. A lower number brings nothing; the same one answers what that claim went for and brought, if anything.
 *   <li>Find candidates by lanes, in slot order, and read their records; then, after those, their owners' ended records (R6).
 *   <li>Write the last claim: the number, and what this one goes for.
 *   <li>Take each: new entries, then the job's record with the token risen, if it is the one that was read (R7); old entries away.
 *   <li>Read the caller's lease again; if it has ended, answer nothing (R8).
 * </ol>
 *
 * <h2>What it costs</h2>
 * Record calls, without lost races and repairs, as a test counts them. t: the store's time. e: index entries that come and go; a claim
 * of an orphan has 3 (two come, one goes), a takeover 4, a release 3, a finish 5, a submission 2, a stop or start of an owned job 2, an
 * intent or outcome 0.
 *
 * <pre>
 * grant, end, renew      t + 1 write (grant), t + 1 read + 1 write; an extension of zero: t + 1 read
 * survey                 t + 1 range for 256 leases + 1 range for each ended lease and nobody, and 1 for each further lane
 *                        + 1 read if there are orphans + 1 range and 1 read each for the caller's stopped jobs + 1 write each it ends
 * claim of n             t + 3 reads + 1 write + as many ranges as a survey + 1 read for each owner + n × (1 read + 1 write + e)
 * write of n             t + n × (1 read + 1 write + e)
 * lock                   t + 1 read, + 1 read of its owner's lease, or of the floor where there is no record
 * takeLock, releaseLock  the same + 1 read + 1 write, + 1 read of the lease after a take
 * submit of n            t + n × (2 reads + 1 write + 2)
 * command                t + 1 read + 1 write + e, + 1 read of the owner's lease
 * find                   t + 1 read
 * list of n              t + 2 ranges for each type and status that has jobs + 1 for each status + n reads
 * owned of n             1 range + n reads
 * tidy                   1 range for each walk; 1 range + 1 read for each owner; 1 range for the locks + 1 read for each held one + 1 write for each
 *                        of a dead owner; 1 range + 1 write for each ended lease; 1 read + 1 write
 *                        + 3 for each finished job; 1 read of the floor, 1 read for each tombstone past its retention, + 1 write + 1 for each that goes
 * bell, ring             1 read; 1 read + 1 write
 * </pre>
 *
 * Nothing grows with the number of jobs, and no heartbeat with that of a lease's own.
 *
 * <p>Thread-safe; it holds no lock and no state.
 */
public final class RecordLeaseStore implements LeaseStore, Subscribable {
    private final RecordStore records;
    private final StoreOptions options;
    private final Calls calls;
    private final RecordSchema schema;
    private final RecordLeases leases;
    private final RecordSurvey survey;
    private final RecordClaims claims;
    private final RecordWrites writes;
    private final RecordLocks locks;
    private final RecordSubmissions submissions;
    private final RecordOperator operator;
    private final RecordReads reads;
    private final RecordHousekeeping housekeeping;
    private final RecordBell bell;

    private RecordLeaseStore(RecordStore records, StoreOptions options, LongSupplier ticker) {
        Jobs jobs = new Jobs();
        RecordFloor floor = new RecordFloor();
        Index index = new Index(jobs, floor);
        Lanes lanes = new Lanes(index);
        this.records = records;
        this.options = options;
        this.calls = new Calls(records, options, ticker);
        this.schema = new RecordSchema(records);
        this.leases = new RecordLeases();
        this.survey = new RecordSurvey(leases, index, lanes);
        this.claims = new RecordClaims(jobs, leases, new Candidates(jobs, index, lanes, leases));
        this.writes = new RecordWrites(jobs);
        this.locks = new RecordLocks(leases, floor);
        this.submissions = new RecordSubmissions(jobs, floor);
        this.operator = new RecordOperator(jobs, leases);
        this.reads = new RecordReads(jobs, index);
        this.housekeeping = new RecordHousekeeping(jobs, index, leases, locks, floor, options.retention());
        this.bell = new RecordBell();
    }

    /**
     * A store over these records, which are closed with it.
     *
     * @throws IllegalArgumentException if the call timeout is less than twice what one record call may take
     */
    public static RecordLeaseStore over(RecordStore records, StoreOptions options) {
        return over(records, options, System::nanoTime);
    }

    /** As {@link #over(RecordStore, StoreOptions)}, with a monotonic clock in nanoseconds by which calls are given up. */
    public static RecordLeaseStore over(RecordStore records, StoreOptions options, LongSupplier ticker) {
        Duration least = records.describe().recordTimeout().multipliedBy(2);
        if (options.callTimeout().compareTo(least) < 0) {
            throw new IllegalArgumentException("call timeout must be at least " + least
                    + ", twice what a record call may take, but is " + options.callTimeout());
        }
        return new RecordLeaseStore(records, options, ticker);
    }

    @Override
    public StoreDescription describe() {
        RecordStore.Description storage = records.describe();
        return new StoreDescription(
                storage.kind(),
                storage.version(),
                storage.timeSource(),
                options.namespace(),
                options.callTimeout(),
                options.retention(),
                limits(),
                storage.warnings());
    }

    private Limits limits() {
        return JobCodec.limits(records.describe().valueBytes());
    }

    @Override
    public void prepare(PrepareMode mode) {
        calls.run("prepare", RecordSchema.TIMEOUT, call -> schema.prepare(call, mode));
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        Arguments.grant(label, ttl);
        return calls.call("grant", call -> leases.grant(call, lease, label, ttl));
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        Arguments.renew(extension);
        return calls.call("renew", call -> leases.renew(call, lease, extension, load));
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        calls.run("end", options.callTimeout(), call -> leases.end(call, lease, how));
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return calls.call("survey", call -> survey.survey(call, request));
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return calls.call("claim", call -> claims.claim(call, request));
    }

    @Override
    public List<WriteAnswer> write(List<Write> batch) {
        Arguments.write(batch, limits());
        return calls.call("write", call -> writes.write(call, batch));
    }

    @Override
    public LockRecord lock(LockName name) {
        return calls.call("lock", call -> locks.find(call, name));
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        Arguments.takeLock(token);
        return calls.call("takeLock", call -> locks.take(call, name, lease, token));
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        Arguments.releaseLock(token, rest);
        return calls.call("releaseLock", call -> locks.release(call, name, lease, token, rest));
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> batch) {
        Arguments.submit(batch, limits());
        return calls.call("submit", call -> submissions.submit(call, batch));
    }

    @Override
    public CommandAnswer command(Command command) {
        Arguments.command(command, limits());
        return calls.call("command", call -> operator.command(call, command));
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return calls.call("find", call -> reads.find(call, id));
    }

    @Override
    public JobPage list(JobQuery query) {
        return calls.call("list", call -> reads.list(call, query));
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return calls.call("owned", call -> reads.owned(call, lease, after));
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return calls.call("tidy", call -> housekeeping.tidy(call, cursor));
    }

    @Override
    public long bell() {
        return calls.call("bell", bell::bell);
    }

    @Override
    public void ring() {
        calls.run("ring", options.callTimeout(), bell::ring);
    }

    /** R20: pushes if the records can be watched. */
    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        if (records instanceof WatchableRecords watchable) {
            WatchableRecords.Watch watch = watchable.watch(Keys.BELL, rung);
            return Optional.of(watch::close);
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        records.close();
    }
}
