package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a session is set to.
 *
 * @param sql the statements that set it
 * @param networkMillis how long the driver waits for any answer; 0: for ever; {@link #DRIVERS_OWN}: as long as the driver likes
 */
record SessionLimits(String sql, int networkMillis) {
    static final int DRIVERS_OWN = -1;

    /** Sets this connection to it, outside of a transaction. */
    void set(Connection connection) throws SQLException {
        if (networkMillis != DRIVERS_OWN) {
            connection.setNetworkTimeout(Runnable::run, networkMillis);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
