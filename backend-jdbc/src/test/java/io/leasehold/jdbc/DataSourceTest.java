package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store over a DataSource of the user's own. */
class DataSourceTest {
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(1));

    @Test
    void connectionsAreGivenBackAsTheyCame() throws Exception {
        try (HikariDataSource pool = pool(2);
                LeaseStore store = JdbcLeaseStore.over(pool, StoreOptions.DEFAULT)) {
            store.prepare(PrepareMode.CREATE);
            LeaseId lease = Samples.granted(store, 1);
            Samples.submit(store, "a", "b");

            assertThat(Samples.claim(store, lease, 2)).hasSize(2);

            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
                assertThat(setting(connection, "QUERY_TIMEOUT")).isEqualTo("0");
                connection.rollback();
            }
        }
    }

    @Test
    void heartbeatsNeedNoConnectionOfAUsersPoolThatIsUsedUp() throws Exception {
        try (HikariDataSource pool = pool(2);
                LeaseStore store = JdbcLeaseStore.over(pool, SHORT)) {
            store.prepare(PrepareMode.CREATE);
            LeaseId lease = Samples.granted(store, 1);
            try (Connection busy = pool.getConnection()) {
                assertThat(busy.isValid(1)).isTrue();
                assertThatThrownBy(() -> store.list(JobQuery.all())).isInstanceOf(StoreUnavailable.class);

                assertThat(store.renew(lease, Samples.TTL, Load.NONE)).isEqualTo(new LeaseState.Live(Samples.TTL));
            }
        }
    }

    @Test
    void closingTheStoreLeavesTheUsersPoolOpenAndWhole() throws Exception {
        try (HikariDataSource pool = pool(1)) {
            LeaseStore store = JdbcLeaseStore.over(pool, SHORT);
            store.renew(LeaseId.of(1), Duration.ZERO, Load.NONE);
        } catch (io.leasehold.store.StoreException.StoreRejected e) {
            assertThat(e).hasMessageContaining("prepare(CREATE)");
        }
        try (HikariDataSource pool = pool(2)) {
            LeaseStore store = JdbcLeaseStore.over(pool, SHORT);
            store.prepare(PrepareMode.CREATE);
            Samples.granted(store, 1);
            store.close();

            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
            assertThatThrownBy(() -> Samples.granted(store, 2)).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void aHeartbeatConnectionThatBrokeIsReplaced() throws Exception {
        String uri = Stores.memoryUri();
        JdbcDataSource source = source(uri);
        try (Connection keepsTheDatabase = source.getConnection();
                LeaseStore store = JdbcLeaseStore.over(source, StoreOptions.DEFAULT)) {
            store.prepare(PrepareMode.CREATE);
            LeaseId lease = Samples.granted(store, 1);
            try (Statement statement = keepsTheDatabase.createStatement();
                    ResultSet sessions = statement.executeQuery(
                            "SELECT ABORT_SESSION(SESSION_ID) FROM INFORMATION_SCHEMA.SESSIONS WHERE SESSION_ID <> SESSION_ID()")) {
                assertThat(sessions.next()).isTrue();
            }

            assertThat(store.renew(lease, Samples.TTL, Load.NONE)).isEqualTo(new LeaseState.Live(Samples.TTL));
        }
    }

    @Test
    void aFileWithoutTheSettingsThatKeepItSafeIsWarnedOf(@TempDir Path folder) {
        JdbcDataSource source = source("jdbc:h2:file:" + folder.resolve("x") + ";WRITE_DELAY=500");
        try (LeaseStore store = JdbcLeaseStore.over(source, StoreOptions.DEFAULT)) {
            assertThat(store.describe().warnings())
                    .anyMatch(warning -> warning.startsWith("WRITE_DELAY"))
                    .anyMatch(warning -> warning.startsWith("AUTO_SERVER"))
                    .anyMatch(warning -> warning.contains("async"));
        }
    }

    @Test
    void aFileWithThemIsNot(@TempDir Path folder) {
        JdbcDataSource source = source("jdbc:h2:async:" + folder.resolve("x") + ";WRITE_DELAY=0;AUTO_SERVER=TRUE");
        try (LeaseStore store = JdbcLeaseStore.over(source, StoreOptions.DEFAULT)) {
            assertThat(store.describe().warnings()).isEmpty();
        }
    }

    @Test
    void aPoolThatLetsCallsWaitTooLongIsWarnedOf() {
        try (HikariDataSource pool = new HikariDataSource(config(1));
                LeaseStore store = JdbcLeaseStore.over(pool, StoreOptions.DEFAULT)) {
            assertThat(store.describe().warnings()).anyMatch(warning -> warning.contains("connectionTimeout"));
        }
    }

    private static String setting(Connection connection, String name) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = '" + name + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static HikariDataSource pool(int size) {
        HikariConfig config = config(size);
        config.setConnectionTimeout(300);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return new HikariDataSource(config);
    }

    private static HikariConfig config(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Stores.memoryUri());
        config.setMaximumPoolSize(size);
        return config;
    }

    private static JdbcDataSource source(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }
}
