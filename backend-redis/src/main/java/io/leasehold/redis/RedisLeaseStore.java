package io.leasehold.redis;

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
import io.leasehold.store.Secrets;
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
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The lease store in Redis.
 *
 * <h2>What is stored</h2>
 * Keys that begin with <code>{ns}:</code>, the namespace in braces, so that all lie in one hash slot; none of them ever expires. Times are
 * epoch milliseconds by the server's clock, read within the script that uses them.
 *
 * <pre>
 * lease:id  label, jobs, room, weight | heard_at, ends_at | last_claim | standing (LIVE, ENDED, DRAINED), how, ended_at
 * job:id    type, payload, digest, wish, number (of the last command), slot | run, token, owner, revision, claim
 *           | the owner's part: status, version, sequence, state, effect, next, pace, attempt, … | due_at, opened_at, finished_at
 * tomb:id   run, token, number, digest, buried_at
 * lock:name token, owner | due_at, changed_at
 * floor     token, raised_at
 * bell      a number; also the channel on which rings are told
 * schema    its number
 * </pre>
 *
 * Beside these hashes, sorted sets are the indexes, so that no key is ever searched for:
 *
 * <pre>
 * lapses               live leases by their end             owners         leases that jobs name
 * ended, over          ended leases; the first without      owned:lease    jobs that name it
 *                      drained ones                         resting:lease  those of them that aren't runnable
 * lane:owner:v:type    runnable jobs by slot                brought:lease  what its last claim brought
 * lanes:owner          which lanes it has                   jobs, locks    all of them
 * status:s             jobs of another status than READY    finished, tombs  by when they came to be so
 * checked (no set)     the last job that housekeeping looked after
 * </pre>
 *
 * A record is right. An index may hold too much or too little, for a script that somebody else's key ends half-way is not undone: what it
 * names is looked up in the records, and housekeeping puts back what it misses.
 *
 * <h2>How</h2>
 * Every operation is one script and so one round trip, and nothing comes between its judging and its changing. Each script judges
 * everything first, then changes, for one that fails half-way is not undone; its error says which. Only {@link #list} with a filter may
 * take several.
 *
 * <h2>What it doesn't promise</h2>
 * A server that loses what it has acknowledged, as by an asynchronous fail-over, takes tokens back. An owner's next write notices
 * ({@link WriteAnswer.Regressed}).
 *
 * <p>Thread-safe; it holds no lock and no state but its connections and subscriptions.
 */
public final class RedisLeaseStore implements LeaseStore, Subscribable {
    private final StoreDescription description;
    private final ConnectionSource connections;
    private final RedisSchema schema;
    private final RedisLeases leases;
    private final RedisSurvey survey;
    private final RedisClaims claims;
    private final RedisWrites writes;
    private final RedisLocks locks;
    private final RedisSubmissions submissions;
    private final RedisOperator operator;
    private final RedisReads reads;
    private final RedisHousekeeping housekeeping;
    private final RedisBell bell;
    private final Subscriptions subscriptions;

    private RedisLeaseStore(ConnectionSource connections, RedisServer server, StoreOptions options) {
        String namespace = options.namespace();
        Calls calls = new Calls(connections, connections.others(), namespace, options.callTimeout());
        this.description = new StoreDescription(
                server.kind(),
                server.version(),
                "the server's clock (TIME), read within each script",
                namespace,
                options.callTimeout(),
                options.retention(),
                Limits.LARGEST,
                server.warnings());
        this.connections = connections;
        this.schema = new RedisSchema(calls, namespace);
        this.leases =
                new RedisLeases(new Calls(connections, connections.heartbeats(), namespace, options.callTimeout()));
        this.survey = new RedisSurvey(calls);
        this.claims = new RedisClaims(calls);
        this.writes = new RedisWrites(calls);
        this.locks = new RedisLocks(calls);
        this.submissions = new RedisSubmissions(calls);
        this.operator = new RedisOperator(calls);
        this.reads = new RedisReads(calls);
        this.housekeeping = new RedisHousekeeping(calls, options.retention());
        this.bell = new RedisBell(calls);
        this.subscriptions = new Subscriptions(
                "leasehold-redis-bell",
                "Redis " + connections.trouble().where(),
                new RedisLine(connections, RedisServer.channel(namespace)),
                options.callTimeout());
    }

    /**
     * A store at the server of a client of the user's own. It makes connections of its own as that client's pool makes them (host,
     * credentials, TLS, time-out for connecting), and leaves the client and its pool alone.
     *
     * @throws io.leasehold.store.StoreException if the server can't be reached or refuses
     */
    public static RedisLeaseStore over(RedisClient client, StoreOptions options) {
        return over(client, options, 0);
    }

    /**
     * The same at whichever server is the primary, as the sentinels tell the client. A fail-over is an outage until they do; what the old
     * primary had acknowledged and the new one doesn't know is lost.
     */
    public static RedisLeaseStore over(RedisSentinelClient client, StoreOptions options) {
        return over(client, options, 0);
    }

    /**
     * The same at the node of a cluster that serves the namespace, as any node says that the client knows; wherever that moves. While
     * its slot is being moved, and until a replica has taken over for a node that is gone, it is an outage.
     */
    public static RedisLeaseStore over(RedisClusterClient client, StoreOptions options) {
        return over(client, options, 0);
    }

    /**
     * The same over any of these clients, where so many replicas must confirm what a call has changed (Redis' {@code WAIT}) before it is
     * answered: if they don't in time, the call ends as {@link io.leasehold.store.StoreException.UnknownOutcome}.
     *
     * @param replicas 0 to 99
     * @throws IllegalArgumentException if there can't be so many, or the client is of another kind
     */
    public static RedisLeaseStore over(UnifiedJedis client, StoreOptions options, int replicas) {
        if (replicas < 0 || replicas > RedisUri.MOST_REPLICAS) {
            throw new IllegalArgumentException(
                    "replicas must be 0 to " + RedisUri.MOST_REPLICAS + ", but is " + replicas);
        }
        RedisTrouble trouble = new RedisTrouble("of the user's client", Secrets.UNKNOWN);
        return opened(new ConnectionSource(PrimaryConnections.of(client, options), trouble, replicas), options);
    }

    /** A store that owns these connections; closes them if it can't be opened. */
    static RedisLeaseStore opened(ConnectionSource connections, StoreOptions options) {
        try {
            Calls calls = new Calls(connections, connections.others(), options.namespace(), options.callTimeout());
            RedisServer server = calls.lent("opening the store", connection -> {
                Calls.mayWait(connection, connections.replicas());
                return RedisServer.asked(connection, connections.trouble(), connections.replicas());
            });
            return new RedisLeaseStore(connections, server, options);
        } catch (JedisException e) {
            connections.close();
            throw connections.trouble().noConnection("opening the store", e);
        } catch (RuntimeException | Error e) {
            connections.close();
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

    /** {@inheritDoc} None where the user may not listen on the namespace's channel. */
    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        return subscriptions.subscribe(rung);
    }

    @Override
    public void close() {
        subscriptions.close();
        connections.close();
    }
}
