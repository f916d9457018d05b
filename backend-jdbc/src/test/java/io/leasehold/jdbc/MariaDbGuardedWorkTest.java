package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.StoreException.UnknownOutcome;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The same on MariaDB, whose transactions have no number that everybody may see. */
@WithMariaDb
class MariaDbGuardedWorkTest extends GuardedWorkTest {
    @Override
    String database() {
        return MariaDb.uri();
    }

    /** What it takes for a comment the server runs. */
    @Test
    @Override
    void textThatSlipsThroughIsNoticed() {
        assertThatThrownBy(() -> perform(connection -> {
                    UserTable.add(connection, "early");
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("/*! COMMIT */");
                    }
                    UserTable.add(connection, "late");
                }))
                .isInstanceOf(UnknownOutcome.class)
                .hasMessageContaining("ended that transaction itself");
        assertThat(rows()).containsExactly("early");
    }

    @Test
    void workMaySwallowAFailedStatement() throws Exception {
        perform(connection -> {
            UserTable.add(connection, "one");
            assertThatThrownBy(() -> UserTable.add(connection, "x".repeat(101))).isInstanceOf(SQLException.class);
        });
        assertThat(rows()).containsExactly("one");
    }
}
