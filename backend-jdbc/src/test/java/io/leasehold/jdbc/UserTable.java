package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A user's own table in the store's database: rows that are one text each. */
record UserTable(String uri) {
    private Connection open() throws SQLException {
        return Direct.connection(uri);
    }

    void make() {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            String numbered = MariaDbUri.is(uri) ? "AUTO_INCREMENT" : "GENERATED ALWAYS AS IDENTITY";
            statement.execute("CREATE TABLE IF NOT EXISTS user_row (number BIGINT " + numbered
                    + " PRIMARY KEY, text VARCHAR(100))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void add(Connection connection, String row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO user_row (text) VALUES (?)")) {
            insert.setString(1, row);
            insert.executeUpdate();
        }
    }

    /** A connection in a transaction. */
    Connection begin() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        return connection;
    }

    List<String> rows() {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT text FROM user_row ORDER BY number")) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
