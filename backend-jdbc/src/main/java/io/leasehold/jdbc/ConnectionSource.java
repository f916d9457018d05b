package io.leasehold.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.leasehold.store.StoreOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a store's connections come from: one source for heartbeats (grant, renew, end), which therefore never wait behind other work,
 * one for transactions in which users' work runs, however long that takes, and one for everything else. {@link #close} closes what was
 * opened here.
 *
 * @param heartbeats for grant, renew and end
 * @param transactions for users' work in the store's transaction
 * @param others for everything else
 * @param listening for whoever listens, one connection at most
 * @param warnings what a user should hear about these sources
 * @param closing what is to be closed, in order
 */
record ConnectionSource(
        Jdbi heartbeats,
        ConnectionFactory transactions,
        Jdbi others,
        ConnectionFactory listening,
        List<String> warnings,
        List<AutoCloseable> closing) {
    /** The most connections of a pool that we open ourselves, beside the one for heartbeats. */
    static final int POOL = 8;

    /** The most transactions with users' work at once: as many as an engine has workers by default. */
    private static final int TRANSACTIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionSource.class);

    /** The shortest wait for a connection that HikariCP accepts. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

    /**
     * Opens pools of our own. Where a database lives as long as somebody is connected to it, one connection more is held, for pools renew
     * theirs.
     */
    static ConnectionSource opened(Database database, JdbcTrouble trouble, StoreOptions options) {
        DataSource source = database.connections(Budget.half(options.callTimeout()));
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            // Before the pools, for they would log its failure, and wait a second to tell of it.
            Connection first = source.getConnection();
            opened.add(first);
            HikariDataSource heartbeats = pool(source, options, "heartbeat", 1);
            opened.add(heartbeats);
            HikariDataSource others = pool(source, options, "work", POOL);
            opened.add(others);
            if (!database.fleeting()) {
                opened.remove(first);
                first.close();
            }
            LazyPool transactions = new LazyPool(() -> pool(source, options, "transaction", TRANSACTIONS));
            opened.add(transactions);
            return new ConnectionSource(
                    Jdbi.create(heartbeats),
                    transactions,
                    Jdbi.create(others),
                    source::getConnection,
                    List.of(),
                    opened);
        } catch (PoolInitializationException | SQLException e) {
            close(opened);
            throw trouble.noConnection("opening the store", e);
        }
    }

    private static HikariDataSource pool(DataSource source, StoreOptions options, String purpose, int size) {
        Duration half = Budget.half(options.callTimeout());
        long wait = Math.max(SHORTEST_WAIT.toMillis(), half.toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("leasehold-" + options.namespace() + "-" + purpose);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(wait);
        config.setValidationTimeout(wait);
        config.setAutoCommit(true);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    /** Borrows from a user's DataSource, which stays the user's to close. */
    static ConnectionSource borrowed(DataSource source, Dialect dialect, StoreOptions options) throws SQLException {
        Duration half = Budget.half(options.callTimeout());
        SessionLimits former;
        try (Connection fresh = source.getConnection()) {
            former = dialect.formerLimits(fresh);
        }
        ConnectionFactory borrowed = new BorrowedConnections(source, dialect.limits(half), former);
        DedicatedConnection dedicated = new DedicatedConnection(borrowed, half);
        return new ConnectionSource(
                Jdbi.create(dedicated),
                borrowed,
                Jdbi.create(borrowed),
                borrowed,
                warnings(source, options),
                List.of(dedicated));
    }

    private static List<String> warnings(DataSource source, StoreOptions options) {
        if (source instanceof HikariDataSource pool
                && pool.getConnectionTimeout() > options.callTimeout().toMillis()) {
            return List.of("the DataSource's connectionTimeout of " + pool.getConnectionTimeout()
                    + " ms is longer than the call" + " timeout of "
                    + options.callTimeout().toMillis() + " ms: make it shorter, so that calls end in time");
        }
        return List.of();
    }

    /** A connection to look at the database with, before any call. */
    <T> T looking(ConnectionWork<T> work) throws SQLException {
        try (Handle handle = others.open()) {
            return work.with(handle.getConnection());
        }
    }

    void close() {
        close(closing);
    }

    private static void close(List<AutoCloseable> resources) {
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.debug("a connection could not be closed: {}", e.getClass().getSimpleName());
            }
        }
    }

    /** What is done with a connection. */
    interface ConnectionWork<T> {
        T with(Connection connection) throws SQLException;
    }
}
