package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls that meet a row which somebody's open transaction has changed. Where they wait, they judge by what became of it; a claim and the
 * ending of lapsed leases don't wait.
 */
class PostgresBlockedTest {
    private static final JobId JOB = new JobId("a");
    private static final String ENDED =
            "UPDATE leasehold_lease SET standing = 1, ended = 'LOST', ended_at = 1 WHERE id = '" + LeaseId.of(1) + "'";
    private static final String TAKEN =
            "UPDATE leasehold_job SET owner = '" + LeaseId.of(2) + "', token = token + 1, revision = 0 WHERE id = 'a'";
    private static final String TOUCHED = "UPDATE leasehold_job SET size = size WHERE id = 'a'";

    private static final String STOPPED =
            "UPDATE leasehold_job SET wish = 'STOPPED', runnable = 0, command_number = 1 WHERE id = 'a'";
    private static final String CLAIMED =
            "UPDATE leasehold_job SET owner = '" + LeaseId.of(2) + "', token = token + 1 WHERE id = 'c'";

    private final String uri = database();
    private final LeaseStore store = Stores.open(uri, "leasehold");
    private LeaseId lease = LeaseId.of(0);
    private LeaseId other = LeaseId.of(0);

    /** An empty one. */
    String database() {
        return Postgres.uri();
    }

    void drop(String database) {
        Postgres.drop(database);
    }

    /** The server's time as epoch milliseconds. */
    String clock() {
        return "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    /** Copies job {@code a}. */
    String copying(String key, String id) {
        return "INSERT INTO leasehold_job SELECT (jsonb_populate_record(j, jsonb_build_object('id_key'," + " CAST('\\x"
                + key + "' AS BYTEA), 'id', '" + id + "'))).* FROM leasehold_job j WHERE id = 'a'";
    }

    @BeforeEach
    void aClaimedJob() {
        lease = Samples.granted(store, 1);
        other = Samples.granted(store, 2);
        Samples.submit(store, "a", "b");
        assertThat(Samples.claim(store, lease, 2)).hasSize(2);
    }

    @AfterEach
    void close() {
        store.close();
        drop(uri);
    }

    @Test
    void aRenewalHearsOfAnEndThatIsCommitted() throws Exception {
        assertThat(behind(ENDED, true, this::renew)).isEqualTo(new LeaseState.Ended());
    }

    @Test
    void aRenewalBehindAnEndThatIsRolledBackCountsFromNow() throws Exception {
        assertThat(behind(ENDED, false, this::renew)).isEqualTo(new LeaseState.Live(Samples.TTL));
    }

    /** By the server's time when the row is written, not when the statement or its transaction began. */
    @Test
    void theTimeOfARenewalIsWhenItIsApplied() throws Exception {
        long[] released = new long[1];
        Waiting.during(uri, "UPDATE leasehold_lease SET weight = 2", this::renew, blocking -> {
            Thread.sleep(50);
            released[0] = number(blocking, clock());
            blocking.commit();
        });
        try (Connection connection = Direct.connection(uri)) {
            assertThat(number(connection, "SELECT heard_at FROM leasehold_lease WHERE id = '" + lease + "'"))
                    .isGreaterThanOrEqualTo(released[0]);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private LeaseState renew() {
        return store.renew(lease, Samples.TTL, Load.NONE);
    }

    @Test
    void anEndBehindAnotherLeavesTheFirst() throws Exception {
        behind(ENDED, true, () -> {
            store.end(lease, LeaseEnd.CLEAN);
            return "";
        });
        assertThat(store.survey(survey()).ended())
                .singleElement()
                .satisfies(ended -> assertThat(ended.how()).isEqualTo(LeaseEnd.LOST));
    }

    @Test
    void aWriteHearsOfAClaimThatIsCommitted() throws Exception {
        assertThat(behind(TAKEN, true, this::write)).containsExactly(new WriteAnswer.Fenced());
        assertThat(job().progress().sequence()).isEqualTo(1);
    }

    @Test
    void aWriteBehindAClaimThatIsRolledBackIsApplied() throws Exception {
        assertThat(behind(TAKEN, false, this::write)).singleElement().isInstanceOf(WriteAnswer.Applied.class);
        assertThat(job().progress().sequence()).isEqualTo(2);
    }

    private List<WriteAnswer> write() {
        return store.write(List.of(new Write(
                JOB, lease, 1, 1, job().progress().change().sequence(2).done(), Optional.empty(), false)));
    }

    @Test
    void ofTwoCommandsWithOneNumberTheSecondIsStaleOnceTheFirstIsCommitted() throws Exception {
        assertThat(behind(STOPPED, true, this::amend)).isEqualTo(new CommandAnswer.Stale(job().run(), 1, Wish.STOPPED));
        assertThat(job().payload()).isEqualTo(Samples.submission("a").payload());
    }

    @Test
    void aCommandBehindAnotherThatIsRolledBackIsApplied() throws Exception {
        assertThat(behind(STOPPED, false, this::amend)).isEqualTo(new CommandAnswer.Applied(1, Wish.RUNNING));
        assertThat(job().payload()).isEqualTo(Bytes.ofUtf8("other"));
    }

    /** What was nobody's when the command came is somebody's by the time it could be carried out. */
    @Test
    void aCommandHearsOfAClaimThatIsCommitted() throws Exception {
        Samples.submit(store, "c");
        Command delete = new Command(new JobId("c"), Samples.submission("c").run(), 0, new Command.Delete(false));

        assertThat(behind(CLAIMED, true, () -> store.command(delete)))
                .isEqualTo(new CommandAnswer.Refused(CommandAnswer.Reason.OWNED));
        assertThat(store.find(new JobId("c"))).isPresent();
    }

    private CommandAnswer amend() {
        return store.command(new Command(JOB, job().run(), 0, new Command.Amend(Bytes.ofUtf8("other"))));
    }

    @Test
    void aSubmissionHearsOfAnotherThatIsCommitted() throws Exception {
        assertThat(behind(copying("6e6577", "new"), true, () -> store.submit(List.of(Samples.submission("new")))))
                .singleElement()
                .isInstanceOf(SubmitAnswer.Other.class);
        assertThat(behind(copying("6e657732", "new2"), false, () -> store.submit(List.of(Samples.submission("new2")))))
                .singleElement()
                .isInstanceOf(SubmitAnswer.Created.class);
    }

    @Test
    void aClaimStepsOverARowThatIsLocked() throws Exception {
        store.end(lease, LeaseEnd.CLEAN);
        try (Connection locker = locking(TOUCHED)) {
            assertThat(Samples.claim(store, other, 2, lease))
                    .extracting(job -> job.id().value())
                    .containsExactly("b");
            locker.rollback();
        }
        assertThat(Samples.claim(store, other, 3, lease))
                .extracting(JobRecord::id)
                .containsExactly(JOB);
    }

    /** A heartbeat is on its way: whether it comes too late is for the next survey to see. */
    @Test
    void aLapsedLeaseWhoseRowIsLockedIsNotEndedNow() throws Exception {
        new StoredTime(uri, "leasehold").pass(Samples.TTL);
        store.renew(other, Samples.TTL, Load.NONE);
        try (Connection renewing = locking("UPDATE leasehold_lease SET weight = 2 WHERE id = '" + lease + "'")) {
            assertThat(store.survey(survey()).lapsed()).isZero();
            renewing.rollback();
        }
        assertThat(store.survey(survey()).lapsed()).isEqualTo(1);
    }

    private Connection locking(String sql) throws SQLException {
        Connection locker = Direct.connection(uri);
        locker.setAutoCommit(false);
        locker.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = locker.createStatement()) {
            statement.execute(sql);
        }
        return locker;
    }

    private SurveyRequest survey() {
        return new SurveyRequest(other, Samples.TYPES, Optional.empty(), 64);
    }

    private JobRecord job() {
        return store.find(JOB).orElseThrow();
    }

    /** What this call answers that waits for a transaction which has done this, and then commits or rolls back. */
    private <T> T behind(String sql, boolean commits, Callable<T> call) throws Exception {
        return Waiting.during(uri, sql, call, blocking -> {
            if (commits) {
                blocking.commit();
            }
        });
    }
}
