package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jdbi.v3.core.ConnectionFactory;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that listens to one channel. It is never used for anything else, nor given back to any pool. Used by one thread. */
final class PostgresEar {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresEar.class);

    private final ConnectionFactory source;
    private final Connection connection;
    private final PGConnection listening;

    private PostgresEar(ConnectionFactory source, Connection connection, PGConnection listening) {
        this.source = source;
        this.connection = connection;
        this.listening = listening;
    }

    /** One that hears whatever is told on this channel from now on. */
    static PostgresEar open(ConnectionFactory source, String channel) throws SQLException {
        Connection connection = source.openConnection();
        PostgresEar ear = new PostgresEar(source, connection, connection.unwrap(PGConnection.class));
        try {
            ear.run("LISTEN " + channel);
            return ear;
        } catch (SQLException e) {
            ear.close();
            throw e;
        }
    }

    /** Waits so long at most; answers whether anything was told. Throws where the server doesn't answer any more. */
    boolean hears(Duration patience) throws SQLException {
        if (listening.getNotifications(Math.toIntExact(patience.toMillis())).length > 0) {
            return true;
        }
        run("SELECT 1");
        return false;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Closes it beneath any pool. Any thread may call this, and ends {@link #hears} so. */
    void close() {
        try {
            ((Connection) listening).abort(Runnable::run);
            source.closeConnection(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.debug(
                    "a listening connection could not be closed: {}",
                    e.getClass().getSimpleName());
        }
    }
}
