package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a user's DataSource, kept for heartbeats so that they never wait in the user's pool behind other work. Whoever
 * uses it holds a lock, and waits for that no longer than a call allows. A broken connection is replaced by the next use.
 */
final class DedicatedConnection implements ConnectionFactory, AutoCloseable {
    private static final int VALID_WITHIN_SECONDS = 1;

    private final ConnectionFactory source;
    private final Duration patience;
    private final ReentrantLock inUse = new ReentrantLock();
    private @Nullable Connection kept;
    private boolean closed;

    DedicatedConnection(ConnectionFactory source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    @Override
    public Connection openConnection() throws SQLException {
        lock();
        try {
            if (closed) {
                throw new SQLTransientConnectionException("the store has been closed");
            }
            Connection connection = kept;
            if (connection == null || !connection.isValid(VALID_WITHIN_SECONDS)) {
                discard();
                connection = source.openConnection();
                kept = connection;
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            inUse.unlock();
            throw e;
        }
    }

    private void lock() throws SQLException {
        try {
            if (!inUse.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("the heartbeat connection was in use for " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for the heartbeat connection", e);
        }
    }

    @Override
    public void closeConnection(Connection connection) {
        inUse.unlock();
    }

    private void discard() throws SQLException {
        Connection former = kept;
        kept = null;
        if (former != null) {
            source.closeConnection(former);
        }
    }

    @Override
    public void close() throws SQLException {
        lock();
        try {
            closed = true;
            discard();
        } finally {
            inUse.unlock();
        }
    }
}
