package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Progress;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.SameTransaction.Work;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What work may do with the connection that it is handed, and what it may not. */
class GuardedWorkTest {
    private final String uri = database();
    private final UserTable users = new UserTable(uri);
    private LeaseStore store;
    private JobRecord job;

    /** An empty one. */
    String database() {
        return Stores.memoryUri();
    }

    @BeforeEach
    void claimAJob() {
        store = Stores.open(uri, "leasehold");
        users.make();
        Samples.submit(store, "a");
        job = Samples.claim(store, Samples.granted(store, 1), 1).get(0);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @SuppressWarnings("unchecked")
    WriteAnswer perform(Work<Connection> work) throws WorkFailed {
        Progress next = job.progress().change().sequence(2).done();
        Write write = new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                1,
                next,
                Optional.empty(),
                false);
        return ((SameTransaction<Connection>) SameTransaction.of(store).orElseThrow())
                .perform(write, Duration.ofSeconds(10), work);
    }

    List<String> rows() {
        return users.rows();
    }

    private void refuses(String named, Work<Connection> work) {
        assertThatThrownBy(() -> perform(connection -> {
                    UserTable.add(connection, "row");
                    work.perform(connection);
                }))
                .isInstanceOf(WorkFailed.class)
                .cause()
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(named)
                .hasMessageContaining("return to have it committed, throw to have it rolled back");
        assertThat(users.rows()).isEmpty();
        assertThat(store.find(job.id()).orElseThrow().progress()).isEqualTo(job.progress());
    }

    @Test
    void refusesEveryMethodThatEndsTheTransaction() {
        refuses("commit()", Connection::commit);
        refuses("rollback()", Connection::rollback);
        refuses("close()", Connection::close);
        refuses("setAutoCommit()", connection -> connection.setAutoCommit(true));
        refuses("setTransactionIsolation()", connection -> connection.setTransactionIsolation(8));
        refuses("unwrap()", connection -> connection.unwrap(Connection.class));
        refuses("commit()", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.getConnection().commit();
            }
        });
        refuses(
                "commit()",
                connection -> connection.getMetaData().getConnection().commit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                " /* now */ commit work",
                "-- now\nCommit",
                "ROLLBACK",
                "rollback work",
                "SET AUTOCOMMIT TRUE",
                "CREATE TABLE more (id INT)",
                "DROP TABLE user_row",
                "TRUNCATE TABLE user_row"
            })
    void refusesTextThatEndsIt(String sql) {
        refuses("is refused here", connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        refuses("is refused here", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
        });
    }

    /** Behind what it sees there is what it doesn't; then nobody is told that all is well. */
    @Test
    void textThatSlipsThroughIsNoticed() {
        assertThatThrownBy(() -> perform(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("INSERT INTO user_row (text) VALUES ('early'); COMMIT");
                    }
                    UserTable.add(connection, "late");
                }))
                .isInstanceOf(UnknownOutcome.class)
                .hasMessageContaining("ended that transaction itself");
        assertThat(users.rows()).containsExactly("early");
    }

    @Test
    void savepointsAreTheWorksOwn() throws Exception {
        perform(connection -> {
            UserTable.add(connection, "one");
            Savepoint before = connection.setSavepoint();
            UserTable.add(connection, "two");
            connection.rollback(before);
            UserTable.add(connection, "three");
        });
        assertThat(users.rows()).containsExactly("one", "three");
    }

    @Test
    void aStatementThatIsKeptIsOfNoUseAfterwards() throws Exception {
        List<Statement> kept = new ArrayList<>();
        perform(connection -> {
            Statement statement = connection.createStatement();
            kept.add(statement);
            try (ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM user_row")) {
                assertThat(found.next()).isTrue();
            }
        });
        assertThatThrownBy(() -> kept.get(0).executeUpdate("INSERT INTO user_row (text) VALUES ('late')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is over");
        kept.get(0).close();
        assertThat(users.rows()).isEmpty();
    }

    @Test
    void aSubmissionOutsideOfATransactionIsRefused() throws Exception {
        try (Connection connection = users.begin()) {
            connection.setAutoCommit(true);
            @SuppressWarnings("unchecked")
            SameTransaction<Connection> ability =
                    (SameTransaction<Connection>) SameTransaction.of(store).orElseThrow();
            assertThatThrownBy(() -> ability.submit(connection, Samples.submission("b")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("setAutoCommit(false)");
        }
    }
}
