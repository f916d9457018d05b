package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a user should hear about a MariaDB or MySQL server and the namespace's tables there (R24). */
final class MariaDbWarnings {
    private static final long PACKET = 16L << 20;

    private static final String SETTINGS = """
            SELECT @@innodb_flush_log_at_trx_commit AS flushed, @@log_bin AS logged, @@sync_binlog AS synced,
                @@binlog_format AS format, @@read_only AS closed, @@max_allowed_packet AS packet""";

    private static final String TABLES = """
            SELECT table_name AS place, engine AS keeper, table_collation AS compared FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name IN (?, ?, ?, ?) ORDER BY table_name""";

    private MariaDbWarnings() {}

    static List<String> of(Connection connection, String namespace, String collation) throws SQLException {
        List<String> warnings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            row.next();
            addServers(warnings, row);
        }
        try (PreparedStatement select = connection.prepareStatement(TABLES)) {
            int index = 1;
            for (String table : List.of("_meta", "_lease", "_job", "_lock")) {
                select.setString(index++, namespace + table);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    addTables(warnings, row, collation);
                }
            }
        }
        return warnings;
    }

    private static void addServers(List<String> warnings, ResultSet row) throws SQLException {
        if (row.getInt("flushed") != 1) {
            warnings.add(
                    "innodb_flush_log_at_trx_commit is not 1: if the server's machine dies, acknowledged writes are"
                            + " lost and tokens are issued twice; set it to 1");
        }
        boolean logged = row.getInt("logged") == 1;
        if (logged && row.getLong("synced") != 1) {
            warnings.add(
                    "sync_binlog is not 1: if the server's machine dies, acknowledged writes that its binary log has"
                            + " lost are undone; set it to 1");
        }
        if (logged && row.getString("format").equals("STATEMENT")) {
            warnings.add(
                    "binlog_format is STATEMENT, by which no write in READ COMMITTED can be logged: all are rejected;"
                            + " set it to ROW or MIXED");
        }
        if (!List.of("0", "OFF").contains(row.getString("closed"))) {
            warnings.add("the server is read-only, a replica perhaps, and may refuse every write; name the primary");
        }
        if (row.getLong("packet") < PACKET) {
            warnings.add("max_allowed_packet is " + row.getLong("packet")
                    + " bytes: large jobs are rejected; set it to " + PACKET);
        }
    }

    private static void addTables(List<String> warnings, ResultSet row, String collation) throws SQLException {
        String table = row.getString("place");
        if (!"InnoDB".equalsIgnoreCase(row.getString("keeper"))) {
            warnings.add("table " + table + " is kept by " + row.getString("keeper")
                    + ", which has no transactions: what fails half-way stays; ALTER TABLE " + table
                    + " ENGINE = InnoDB");
        }
        if (!collation.equals(row.getString("compared"))) {
            warnings.add("table " + table + " compares texts by " + row.getString("compared")
                    + ", for which different ones may be equal; ALTER TABLE " + table
                    + " CONVERT TO CHARACTER SET utf8mb4 COLLATE " + collation);
        }
    }
}
