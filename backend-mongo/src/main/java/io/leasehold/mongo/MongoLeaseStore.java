package io.leasehold.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.connection.ClusterType;
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
import io.leasehold.store.push.Subscriptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The lease store in MongoDB, from 4.2 on.
 *
 * <h2>What is stored</h2>
 * Four collections, whose names begin with the namespace. Times are dates that the server sets ({@code $currentDate}); a term beside one is
 * in milliseconds, and both are compared with the server's time of the reading ({@code $$NOW}).
 *
 * <pre>
 * leases  _id, label, jobs, room, weight | at, ttl | lastClaim | ended, how, endedAt, drained
 * jobs    _id, type, payload, payloadBytes, digest, wish, number (of the last command), slot | run, token, owner ("": nobody), revision,
 *         claim | the owner's part: status, version, sequence, state, attempt, open {effect, next, paceFrom, pace, standing, doubted},
 *         failures, lapses, probation, doubtCount, doubts, error, bytes | dueFrom, delay, openedAt, finishedAt, takeovers
 *         | deleted: true and buriedAt, for a tombstone, of which run, token, number and digest are left
 * locks   _id, token, owner | rest, changedAt
 * meta    schema: number | floor: token, raisedAt | bell: rung
 * </pre>
 *
 * Indexes: of jobs {@code claimable} (owner, wish, status, type, version, slot: orphans, stops, what rests), {@code owned} (owner, id: walks
 * over what a lease owns, and from owner to owner), {@code status} (listings), {@code finished} and {@code buried} (housekeeping); of
 * leases {@code standing}.
 *
 * <h2>How</h2>
 * Every change is a conditional update of one record, with plain operators alone; nothing is atomic over two records, and no transaction is
 * used. So a claim is four steps: its number is accepted by its live lease; candidates are read, and after each its owner's ended record;
 * each is taken on the condition that its record is the one that was found; what has been taken is read, and after each the claimer's
 * lease. All is written at a majority of the servers, journaled, and read at a majority from the primary.
 *
 * <h2>What it doesn't promise</h2>
 * For a moment after an election servers before 8.1 may answer a reading with less than was acknowledged (SERVER-53813), and a deposed
 * primary one with older records (SERVER-17975). Neither takes part in a change: every one is decided by the record that the primary
 * writes.
 *
 * <p>Thread-safe; it holds no lock and no state but its connections and threads.
 */
public final class MongoLeaseStore implements LeaseStore, Subscribable {
    static final String JOBS = "jobs";
    static final String LOCKS = "locks";
    static final String META = "meta";

    private final StoreDescription description;
    private final Clients clients;
    private final MongoSchema schema;
    private final MongoLeases leases;
    private final MongoSurvey survey;
    private final MongoClaims claims;
    private final MongoWrites writes;
    private final MongoLocks locks;
    private final MongoSubmissions submissions;
    private final MongoOperator operator;
    private final MongoReads reads;
    private final MongoHousekeeping housekeeping;
    private final MongoBell bell;
    private final Subscriptions subscriptions;

    private MongoLeaseStore(Clients clients, MongoServer server, StoreOptions options) {
        this.description = new StoreDescription(
                "MongoDB",
                server.version(),
                "the primary's clock ($currentDate, $$NOW)",
                options.namespace(),
                options.callTimeout(),
                options.retention(),
                Limits.LARGEST,
                server.warnings());
        this.clients = clients;
        Calls calls = clients.others();
        this.schema = new MongoSchema(calls, options.namespace());
        this.leases = new MongoLeases(clients.heartbeats());
        this.survey = new MongoSurvey(calls);
        this.claims = new MongoClaims(calls);
        this.writes = new MongoWrites(calls);
        this.locks = new MongoLocks(calls);
        this.submissions = new MongoSubmissions(calls);
        this.operator = new MongoOperator(calls);
        this.reads = new MongoReads(calls);
        this.housekeeping = new MongoHousekeeping(calls, options.retention());
        this.bell = new MongoBell(calls);
        this.subscriptions = MongoLine.subscriptions(clients, options);
    }

    /**
     * A store in a database of a client of the user's own, which stays as it is and stays open. Concerns and preference are ours whatever
     * the client's; its time-outs, retries and pool are the user's. Heartbeats use its pool too: let that be larger than what other work
     * may hold at once.
     *
     * @throws io.leasehold.store.StoreException if the servers can't be reached or refuse
     */
    public static MongoLeaseStore over(MongoClient client, String database, StoreOptions options) {
        return opened(Clients.users(client, database, options), options);
    }

    /** A store that owns these clients; closes them if it can't be opened. */
    static MongoLeaseStore opened(Clients clients, StoreOptions options) {
        try {
            return new MongoLeaseStore(clients, MongoServer.asked(clients), options);
        } catch (RuntimeException | Error e) {
            clients.close();
            throw e;
        }
    }

    @Override
    public StoreDescription describe() {
        return description;
    }

    @Override
    public void prepare(PrepareMode mode) {
        schema.prepare(mode);
    }

    @Override
    public LeaseState grant(LeaseId lease, String label, Duration ttl) {
        return leases.grant(lease, label, ttl);
    }

    @Override
    public LeaseState renew(LeaseId lease, Duration extension, Load load) {
        return leases.renew(lease, extension, load);
    }

    @Override
    public void end(LeaseId lease, LeaseEnd how) {
        leases.end(lease, how);
    }

    @Override
    public Survey survey(SurveyRequest request) {
        return survey.survey(request);
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return claims.claim(request);
    }

    @Override
    public List<WriteAnswer> write(List<Write> batch) {
        return writes.write(batch);
    }

    @Override
    public LockRecord lock(LockName name) {
        return locks.find(name);
    }

    @Override
    public LockRecord takeLock(LockName name, LeaseId lease, long token) {
        return locks.take(name, lease, token);
    }

    @Override
    public LockRecord releaseLock(LockName name, LeaseId lease, long token, Duration rest) {
        return locks.release(name, lease, token, rest);
    }

    @Override
    public List<SubmitAnswer> submit(List<Submission> batch) {
        return submissions.submit(batch);
    }

    @Override
    public CommandAnswer command(Command command) {
        return operator.command(command);
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return reads.find(id);
    }

    @Override
    public JobPage list(JobQuery query) {
        return reads.list(query);
    }

    @Override
    public OwnedPage owned(LeaseId lease, Optional<JobId> after) {
        return reads.owned(lease, after);
    }

    @Override
    public TidyAnswer tidy(Optional<String> cursor) {
        return housekeeping.tidy(cursor);
    }

    @Override
    public long bell() {
        return bell.bell();
    }

    @Override
    public void ring() {
        bell.ring();
    }

    /**
     * {@inheritDoc} By a change stream: none where the servers are no replica set, or where the user may not watch the collection {@code meta}.
     */
    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        return pushes(clients.client().getClusterDescription().getType())
                ? subscriptions.subscribe(rung)
                : Optional.empty();
    }

    private static boolean pushes(ClusterType type) {
        return type == ClusterType.REPLICA_SET || type == ClusterType.SHARDED || type == ClusterType.LOAD_BALANCED;
    }

    @Override
    public void close() {
        subscriptions.close();
        clients.close();
    }
}
