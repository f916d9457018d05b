package io.leasehold.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;

/** A pool that is opened when its first connection is asked for: not every store needs it. Thread-safe. */
final class LazyPool implements ConnectionFactory, AutoCloseable {
    private final Supplier<HikariDataSource> opening;
    private @Nullable HikariDataSource pool;
    private boolean closed;

    LazyPool(Supplier<HikariDataSource> opening) {
        this.opening = opening;
    }

    @Override
    public Connection openConnection() throws SQLException {
        return pool().getConnection();
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (closed) {
            throw new SQLTransientConnectionException("the store has been closed");
        }
        HikariDataSource present = pool;
        if (present == null) {
            present = opening.get();
            pool = present;
        }
        return present;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
