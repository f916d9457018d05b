package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store over a DataSource of the user's own that leads to MariaDB. */
@WithMariaDb
class MariaDbDataSourceTest {
    private static final String SETTINGS = "SELECT CONCAT_WS(' ', @@innodb_lock_wait_timeout, @@lock_wait_timeout,"
            + " @@max_statement_time, @@idle_transaction_timeout, @@sql_mode, @@time_zone)";

    private final String uri = MariaDb.uri();

    @AfterEach
    void drop() {
        MariaDb.drop(uri);
    }

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
                assertThat(text(connection, SETTINGS)).isEqualTo("42 43 44.500000 45 ANSI_QUOTES -03:00");
                connection.rollback();
            }
        }
    }

    @Test
    void itsOwnSessionsAreSetForTheCall() throws Exception {
        try (Connection connection = Direct.connection(uri)) {
            MariaDbDialect.of(connection).limits(Duration.ofSeconds(8)).set(connection);

            assertThat(text(connection, SETTINGS))
                    .isEqualTo(
                            "4 4 7.000000 8 STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION +00:00");
            assertThat(connection.getNetworkTimeout()).isEqualTo(8_000);
        }
    }

    @Test
    void thatCountsOnlyWhatChangesIsRefused() {
        assertThatThrownBy(
                        () -> JdbcLeaseStore.over(Direct.source(uri + "&useAffectedRows=true"), StoreOptions.DEFAULT))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("useAffectedRows");
    }

    @Test
    void ofMySqlsDriverServesToo() {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(uri.replace("jdbc:mariadb:", "jdbc:mysql:"));
        serves(source);
    }

    /** A block can't be prepared there; the driver then sends it as text. */
    @Test
    void whoseStatementsArePreparedAtTheServerServesToo() {
        serves(Direct.source(uri + "&useServerPrepStmts=true"));
    }

    private static void serves(DataSource source) {
        try (LeaseStore store = JdbcLeaseStore.over(source, StoreOptions.DEFAULT)) {
            store.prepare(PrepareMode.CREATE);
            LeaseId lease = Samples.granted(store, 1);
            Samples.submit(store, "a", "b");
            Samples.submit(store, "a");

            assertThat(store.survey(new SurveyRequest(lease, Samples.TYPES, Optional.empty(), 64))
                            .orphans())
                    .isTrue();
            List<JobRecord> claimed = Samples.claim(store, lease, 2);
            assertThat(claimed).hasSize(2);
            assertThat(Samples.claim(store, lease, 2)).isEqualTo(claimed);
            assertThat(store.write(claimed.stream()
                            .map(job -> new Write(
                                    job.id(),
                                    lease,
                                    job.ownership().token(),
                                    1,
                                    job.progress(),
                                    Optional.empty(),
                                    true))
                            .toList()))
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
            assertThat(store.describe().kind()).isEqualTo("MariaDB");
        }
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
        config.setJdbcUrl(uri + "&socketTimeout=77000&jdbcCompliantTruncation=false"
                + "&sessionVariables=innodb_lock_wait_timeout=42,lock_wait_timeout=43,max_statement_time=44.5,"
                + "idle_transaction_timeout=45,sql_mode='ANSI_QUOTES',time_zone='-03:00'");
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return new HikariDataSource(config);
    }
}
