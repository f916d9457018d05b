package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a session of MariaDB or MySQL is set to, as these write it.
 *
 * @param rowLock how long a statement waits for a row's lock, in seconds
 * @param tableLock how long for a table's, in seconds
 * @param statement how long one may take, in seconds; not on MySQL
 * @param idle how long a transaction may be idle, in seconds; not on MySQL
 * @param mode how strictly values are taken
 * @param zone the time zone
 */
record MariaDbSettings(String rowLock, String tableLock, String statement, String idle, String mode, String zone) {
    /** MySQL reads over what stands in {@code /*M!}. */
    private static final String PRESENT =
            "SELECT @@innodb_lock_wait_timeout, @@lock_wait_timeout, @@sql_mode, @@time_zone"
                    + " /*M!, @@max_statement_time, @@idle_transaction_timeout */";

    /** What this session is set to. */
    static MariaDbSettings of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PRESENT)) {
            row.next();
            boolean all = row.getMetaData().getColumnCount() == 6;
            return new MariaDbSettings(
                    row.getString(1),
                    row.getString(2),
                    all ? row.getString(5) : "0",
                    all ? row.getString(6) : "0",
                    row.getString(3),
                    row.getString(4));
        }
    }

    /** The statement that sets a session to it. */
    String setting() {
        return "SET SESSION innodb_lock_wait_timeout = " + rowLock + ", SESSION lock_wait_timeout = " + tableLock
                + " /*M!, SESSION max_statement_time = " + statement + ", SESSION idle_transaction_timeout = " + idle
                + " */, SESSION sql_mode = '" + mode + "', SESSION time_zone = '" + zone + "'";
    }
}
