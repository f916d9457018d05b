package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.api.Trigger;

/** Counts, within H2 itself, the rows that are inserted, updated or deleted in each table of a namespace. H2 wants it public. */
public final class RowCounter implements Trigger {
    private static final Map<String, Integer> ROWS = new ConcurrentHashMap<>();

    private String table = "";

    static void watch(String uri, String namespace) throws SQLException {
        try (Connection connection = DriverManager.getConnection(uri);
                Statement statement = connection.createStatement()) {
            for (String table : new String[] {"lease", "job", "meta"}) {
                statement.execute("CREATE TRIGGER count_" + table + " AFTER INSERT, UPDATE, DELETE ON " + namespace
                        + "_" + table + " FOR EACH ROW CALL '" + RowCounter.class.getName() + "'");
            }
        }
    }

    /** The rows changed since the last question, by table. */
    static Map<String, Integer> taken() {
        Map<String, Integer> taken = Map.copyOf(ROWS);
        ROWS.clear();
        return taken;
    }

    @Override
    public void init(Connection c, String schema, String trigger, String tableName, boolean before, int type) {
        table = tableName.toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) {
        ROWS.merge(table, 1, Integer::sum);
    }
}
