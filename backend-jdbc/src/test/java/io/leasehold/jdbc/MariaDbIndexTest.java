package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Retention;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On MariaDB, too, no statement of the store scans the jobs (R5), as the server itself counts the rows that it reads. */
@WithMariaDb
class MariaDbIndexTest {
    private static final int JOBS = Integer.getInteger("leasehold.mariadb.jobs", 60_000);
    private static final Retention KEPT = Retention.DEFAULT.tombstones(Duration.ofDays(1));

    /** A third are another's orphans, a third mine, a third of a type that nobody here reads. */
    private static final String LOAD = """
            INSERT INTO leasehold_job (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at,
                due_at, failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted, buried_at)
            SELECT CONCAT('bulk-', seq), CONCAT('bulk-', seq), MOD(seq * 7919, 65536), CASE MOD(seq, 3) WHEN 2 THEN 'letter' ELSE 'mail' END,
                1, x'00', REPEAT('0', 64), 'RUNNING', 0, 'READY', '0000000000000001', 1,
                CASE MOD(seq, 3) WHEN 1 THEN '%s' ELSE '%s' END, 0, 1, 1, '', 0, '', 0, 0, 0, 0, 0, 0, 0, '', '', 1, 0, 1, 0,
                CASE WHEN seq < 1000 THEN 9000000000000 ELSE 0 END
            FROM seq_1_to_%d""";

    private final String uri = MariaDb.uri();

    @AfterEach
    void drop() {
        MariaDb.drop(uri);
    }

    @Test
    void everythingTogetherReadsFarFewerRowsThanThereAreJobs() throws SQLException {
        LeaseId dead = LeaseId.of(1);
        LeaseId me = LeaseId.of(2);
        try (LeaseStore store = Stores.open(uri, "leasehold", KEPT)) {
            Samples.granted(store, 1);
            Samples.granted(store, 2);
            Samples.submit(store, "old");
            store.command(
                    new Command(new JobId("old"), Samples.submission("old").run(), 0, new Command.Delete(true)));
            new StoredTime(uri, "leasehold").pass(Duration.ofDays(2));
            MariaDb.run(uri, LOAD.formatted(me, dead, JOBS));
            MariaDb.run(uri, "ANALYZE TABLE leasehold_job");
            long before = rowsRead();
            PostgresIndexTest.useEverything(store, dead, me, 0);
            long read = rowsRead() - before;

            System.out.println("MariaDB: everything together reads " + read + " rows of tables and indexes, with "
                    + JOBS + " jobs there");
            assertThat(read).isBetween(3L * 256, JOBS / 6L);
            MariaDb.run(uri, "SELECT COUNT(*) FROM leasehold_job WHERE error = 'x'");
            assertThat(rowsRead() - before).as("what one scan comes to").isGreaterThan(JOBS);
        }
    }

    /** By a scan or along an index. */
    private long rowsRead() throws SQLException {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT SUM(variable_value) FROM information_schema.global_status"
                                + " WHERE variable_name IN ('HANDLER_READ_RND_NEXT', 'HANDLER_READ_NEXT', 'HANDLER_READ_PREV')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
