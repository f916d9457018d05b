package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * Connections of a user's own DataSource: put into autocommit, READ COMMITTED and our limits while we use them, and given back as they
 * came. Thread-safe.
 */
final class BorrowedConnections implements ConnectionFactory {
    private final DataSource source;
    private final SessionLimits limits;
    private final SessionLimits formerLimits;
    private final Map<Connection, Former> lent = new ConcurrentHashMap<>();

    BorrowedConnections(DataSource source, SessionLimits limits, SessionLimits formerLimits) {
        this.source = source;
        this.limits = limits;
        this.formerLimits = formerLimits;
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = source.getConnection();
        try {
            Former former = new Former(connection.getAutoCommit(), connection.getTransactionIsolation());
            set(connection, new Former(true, Connection.TRANSACTION_READ_COMMITTED), limits);
            lent.put(connection, former);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        Former former = lent.remove(connection);
        try (connection) {
            if (former != null && !connection.isClosed()) {
                set(connection, former, formerLimits);
            }
        }
    }

    /** Isolation and limits change outside a transaction alone, so autocommit comes first, or last where it ends. */
    private static void set(Connection connection, Former wanted, SessionLimits limits) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        if (connection.getTransactionIsolation() != wanted.isolation) {
            connection.setTransactionIsolation(wanted.isolation);
        }
        limits.set(connection);
        if (!wanted.autoCommit) {
            connection.setAutoCommit(false);
        }
    }

    /** How a connection came. */
    private record Former(boolean autoCommit, int isolation) {}
}
