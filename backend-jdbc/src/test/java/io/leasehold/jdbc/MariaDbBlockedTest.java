package io.leasehold.jdbc;

/** The same on MariaDB. */
@WithMariaDb
class MariaDbBlockedTest extends PostgresBlockedTest {
    @Override
    String database() {
        return MariaDb.uri();
    }

    @Override
    void drop(String database) {
        MariaDb.drop(database);
    }

    @Override
    String clock() {
        return "SELECT CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)";
    }

    @Override
    String copying(String key, String id) {
        return "INSERT INTO leasehold_job SELECT x'" + key + "', '" + id
                + "', slot, type, state_version, payload, digest, wish, command_number, status, run, token, owner, revision,"
                + " claim_number, sequence, state, open_effect, open_next, open_pace, open_attempt, open_standing, open_doubted,"
                + " open_at, due_at, failures, lapses, probation, doubt_count, doubts, takeovers, error, size, finished_at,"
                + " runnable, deleted, buried_at FROM leasehold_job WHERE id = 'a'";
    }
}
