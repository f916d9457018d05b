package io.leasehold.jdbc;

import io.leasehold.store.LeaseId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Many jobs at once, written by the database itself. */
final class Bulk {
    private static final String LOAD = """
            INSERT INTO leasehold_job (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at,
                due_at, failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted, buried_at)
            SELECT CAST('bulk-' || ? || x AS VARBINARY), 'bulk-' || ? || x, MOD(x * 7919, 65536), ?, 1, X'00',
                '0000000000000000000000000000000000000000000000000000000000000000', 'RUNNING', 0, 'READY', '0000000000000001',
                1, ?, 0, 1, 1, '', 0, '', 0, 0, 0, 0, 0, 0, 0, '', '', 1, 0, 1, 0, 0
            FROM SYSTEM_RANGE(1, ?)""";

    private Bulk() {}

    /** So many runnable jobs of this type that name this lease. */
    static void load(String uri, String type, LeaseId owner, int jobs) throws SQLException {
        try (Connection connection = DriverManager.getConnection(uri);
                PreparedStatement load = connection.prepareStatement(LOAD)) {
            load.setString(1, type + owner);
            load.setString(2, type + owner);
            load.setString(3, type);
            load.setString(4, owner.value());
            load.setInt(5, jobs);
            load.executeUpdate();
        }
    }
}
