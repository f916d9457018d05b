package io.leasehold.jdbc;

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
import io.leasehold.store.SameTransaction;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;

/**
 * The lease store in a SQL database.
 *
 * <h2>What is stored</h2>
 * Four tables, named after the namespace. Times are epoch milliseconds by the database's clock, read within the statement that
 * uses them.
 *
 * <pre>
 * ns_lease  id | label, jobs, room, weight | heard_at, ends_at | last_claim | standing (live, ended, drained), ended, ended_at
 * ns_job    id_key (UTF-8 bytes of the id) | payload, digest, wish, command_number | run, token, owner, revision, claim_number
 *           | the owner's part | due_at, open_at, finished_at | runnable, size, deleted (a tombstone), buried_at
 * ns_lock   name_key (UTF-8 bytes of the name) | token, owner | due_at, changed_at
 * ns_meta   schema → its number, bell → a number, floor → a token and when it was raised
 * </pre>
 *
 * <h2>How</h2>
 * Every statement is a transaction of its own, in autocommit and READ COMMITTED. <em>None is ever held over two statements</em>, but
 * where a user's work is to commit together with its step ({@link #sameTransaction}): an
 * instance that freezes in the middle would keep its row locks, and so would hinder its own takeover. What must hold together is
 * therefore one conditional statement, and what takes several is safe between any two of them.
 *
 * <p>Heartbeat (R2): one {@code UPDATE} of one row, however many jobs the lease owns, on a connection of its own.
 *
 * <p>Survey (R5):
 *
 * <ol>
 *   <li>Find lapsed leases; end those that still are.
 *   <li>Sum up the live leases, list the ended ones.
 *   <li>Probe the orphan index once for each owner and readable type, and for the caller's own stops.
 * </ol>
 *
 * <p>Claim (R6 to R10):
 *
 * <ol>
 *   <li>Accept the number, if the lease lives and the number is higher than its last. If it is the last one again, answer what it
 *       brought; if that is nothing, go on. Otherwise answer nothing.
 *   <li>Read which of the named owners have an ended record, then candidates of theirs and of nobody, in slot order.
 *   <li>Take them, an {@code UPDATE} for each owner, type and version: if they still name that owner, if its ended record is still
 *       there, if the caller's lease still lives. The token rises by one in the same statement (R7).
 *   <li>Read back what was taken, unless the lease has ended meanwhile (R8): then answer nothing; it is an orphan at once.
 * </ol>
 *
 * On PostgreSQL that is two statements: the first accepts the number and reads the dead owners, the second does the rest, and holds the
 * lease's row, so that it can't end meanwhile.
 *
 * <p>Write (R11 to R15):
 *
 * <ol>
 *   <li>Try a conditional {@code UPDATE} for each write, as one batch in key order. Its counts are not looked at. On PostgreSQL it is one
 *       statement, which names those that it applied.
 *   <li>Read the others' records back in a later statement and judge by them, in R11's order.
 * </ol>
 *
 * <p>Lock (R25): a conditional {@code UPDATE} by token and owner, an {@code INSERT} where there is no row; then read back.
 *
 * <p>Submit (R16): judge what is there; insert what is not, making nothing of a duplicate; replace a tombstone by a conditional
 * {@code UPDATE}. Either reads the token floor in the same statement (R18).
 *
 * <p>Command (R17): read, judge by {@link io.leasehold.store.CommandRules}, write if run, command number, owner, token and revision
 * haven't moved; else begin anew.
 *
 * <p>Thread-safe; it holds no lock and no state but its connections.
 */
public final class JdbcLeaseStore implements LeaseStore, Subscribable, SameTransaction.Offering {
    private final StoreDescription description;
    private final ConnectionSource connections;
    private final JdbcSchema schema;
    private final JdbcLeases leases;
    private final Forms.Surveying survey;
    private final Calls calls;
    private final Forms.Claiming claims;
    private final JdbcWrites writes;
    private final JdbcLocks locks;
    private final JdbcSubmissions submissions;
    private final JdbcOperator operator;
    private final JdbcReads reads;
    private final JdbcHousekeeping housekeeping;
    private final JdbcBell bell;
    private final JdbcTransactions transactions;
    private final Optional<Subscriptions> pushing;

    private JdbcLeaseStore(
            ConnectionSource connections, JdbcTrouble trouble, StoreDescription description, StoreOptions options) {
        SqlText text = new SqlText(trouble.dialect(), options.namespace());
        Calls calls = new Calls(connections.others(), trouble, options.callTimeout());
        this.description = description;
        this.calls = calls;
        this.connections = connections;
        this.schema = new JdbcSchema(calls, trouble, text);
        this.leases = new JdbcLeases(new Calls(connections.heartbeats(), trouble, options.callTimeout()), text);
        this.survey = trouble.dialect().forms().surveying(text);
        this.claims = trouble.dialect().forms().claiming(text);
        this.writes = new JdbcWrites(calls, text);
        this.locks = new JdbcLocks(calls, text);
        this.submissions = new JdbcSubmissions(calls, text);
        this.operator = new JdbcOperator(calls, text);
        this.reads = new JdbcReads(calls, text);
        this.housekeeping = new JdbcHousekeeping(calls, text, options.retention());
        this.bell = new JdbcBell(calls, text);
        this.pushing = trouble.dialect()
                .waking(text.channel())
                .map(waking -> PostgresLine.subscriptions(
                        connections.listening(), calls, trouble, text.channel(), options.callTimeout()));
        this.transactions =
                new JdbcTransactions(connections.transactions(), trouble, writes, submissions, options.callTimeout());
    }

    /**
     * A store over a DataSource of the user's own, which stays the user's to close. Its connections are put into autocommit and READ
     * COMMITTED while they are used, and given back as they came; one of them is kept for heartbeats until {@link #close}, and on
     * PostgreSQL one more while anybody subscribes. The
     * schema is left alone until {@link #prepare}.
     *
     * @throws io.leasehold.store.StoreException if the database can't be reached, or is none that is supported
     */
    public static JdbcLeaseStore over(DataSource source, StoreOptions options) {
        JdbcTrouble trouble = new JdbcTrouble(DataSourceDialect.of(source), "the DataSource");
        try {
            return opened(ConnectionSource.borrowed(source, trouble.dialect(), options), trouble, options);
        } catch (SQLException e) {
            throw trouble.noConnection("opening the store", e);
        }
    }

    /** A store that owns these connections; closes them if it can't be opened. */
    static JdbcLeaseStore opened(ConnectionSource connections, JdbcTrouble trouble, StoreOptions options) {
        try {
            return new JdbcLeaseStore(connections, trouble, description(connections, trouble, options), options);
        } catch (SQLException | JdbiException e) {
            connections.close();
            throw trouble.noConnection("opening the store", e);
        }
    }

    private static StoreDescription description(ConnectionSource connections, JdbcTrouble trouble, StoreOptions options)
            throws SQLException {
        Dialect dialect = trouble.dialect();
        return connections.looking(connection -> {
            List<String> warnings = new ArrayList<>(connections.warnings());
            warnings.addAll(dialect.warnings(connection, options.namespace()));
            return new StoreDescription(
                    dialect.kind(),
                    connection.getMetaData().getDatabaseProductVersion(),
                    dialect.timeSource(),
                    options.namespace(),
                    options.callTimeout(),
                    options.retention(),
                    Limits.LARGEST,
                    warnings);
        });
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
        return calls.call("survey", call -> survey.survey(call, request));
    }

    @Override
    public List<JobRecord> claim(ClaimRequest request) {
        return calls.call("claim", call -> claims.claim(call, request));
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

    /** {@inheritDoc} PostgreSQL can, by {@code LISTEN} on a connection of its own. */
    @Override
    public Optional<Subscription> subscribe(Runnable rung) {
        return pushing.flatMap(bell -> bell.subscribe(rung));
    }

    /** {@inheritDoc} This store has it, with {@link java.sql.Connection}. */
    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return Optional.of(transactions);
    }

    @Override
    public void close() {
        pushing.ifPresent(Subscriptions::close);
        connections.close();
    }
}
