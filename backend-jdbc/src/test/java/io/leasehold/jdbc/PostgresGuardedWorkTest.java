package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.SameTransaction.WorkFailed;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The same on PostgreSQL, where a statement that fails spoils its transaction. */
class PostgresGuardedWorkTest extends GuardedWorkTest {
    @Override
    String database() {
        return Postgres.uri();
    }

    @Test
    void workThatSwallowsAFailedStatementHasFailed() {
        assertThatThrownBy(() -> perform(connection -> {
                    UserTable.add(connection, "one");
                    assertThatThrownBy(() -> UserTable.add(connection, "x".repeat(101)))
                            .isInstanceOf(SQLException.class);
                }))
                .isInstanceOf(WorkFailed.class)
                .cause()
                .hasMessageContaining("roll back to a savepoint");
        assertThat(rows()).isEmpty();
    }

    @Test
    void workThatGoesBackBeforeItHasNot() throws Exception {
        perform(connection -> {
            Savepoint before = connection.setSavepoint();
            assertThatThrownBy(() -> UserTable.add(connection, "x".repeat(101))).isInstanceOf(SQLException.class);
            connection.rollback(before);
            UserTable.add(connection, "two");
        });
        assertThat(rows()).containsExactly("two");
    }

    @Test
    void textThatGoesOnInTheNextTransactionIsNoticed() {
        assertThatThrownBy(() -> perform(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("INSERT INTO user_row (text) VALUES ('early'); COMMIT; BEGIN");
                    }
                    UserTable.add(connection, "late");
                }))
                .hasMessageContaining("ended that transaction itself");
        assertThat(rows()).containsExactly("early");
    }
}
