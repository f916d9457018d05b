package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A store over a DataSource of the user's own that leads to PostgreSQL. */
class PostgresDataSourceTest {
    private static final String SETTINGS =
            "SELECT current_setting('statement_timeout') || ' ' || current_setting('lock_timeout')"
                    + " || ' ' || current_setting('synchronous_commit')"
                    + " || ' ' || current_setting('idle_in_transaction_session_timeout')";

    private final String uri = Postgres.uri();

    @Test
    void connectionsAreGivenBackAsTheyCame() throws Exception {
        try (HikariDataSource pool = pool();
                LeaseStore store = JdbcLeaseStore.over(pool, StoreOptions.DEFAULT)) {
            store.prepare(PrepareMode.CREATE);
            LeaseId lease = Samples.granted(store, 1);
            Samples.submit(store, "a", "b");

            assertThat(Samples.claim(store, lease, 2)).hasSize(2);

            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(connection.getNetworkTimeout()).isEqualTo(77_000);
                assertThat(text(connection, SETTINGS)).isEqualTo("42s 0 off 0");
                connection.rollback();
            }
        }
        Postgres.drop(uri);
    }

    @Test
    void itsOwnSessionsAreSetForTheCall() throws Exception {
        try (Connection connection = Direct.connection(uri)) {
            new PostgresDialect().limits(Duration.ofSeconds(8)).set(connection);

            assertThat(text(connection, SETTINGS)).isEqualTo("7s 4s on 8s");
            assertThat(connection.getNetworkTimeout()).isEqualTo(8_000);
        }
        Postgres.drop(uri);
    }

    private static String text(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                uri + "&socketTimeout=77&options=-c%20statement_timeout%3D42s%20-c%20synchronous_commit%3Doff");
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return new HikariDataSource(config);
    }
}
