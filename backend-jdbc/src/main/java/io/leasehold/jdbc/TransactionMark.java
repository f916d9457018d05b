package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tells a session's transaction from its next one. Used by one thread. */
interface TransactionMark {
    /** Whether the session's present transaction is the one that was marked; it may be asked once. */
    boolean stands() throws SQLException;

    /** By a number that each transaction has, once it has changed something. */
    static TransactionMark byNumber(Connection connection, String query) throws SQLException {
        String marked = number(connection, query);
        return () -> number(connection, query).equals(marked);
    }

    private static String number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
