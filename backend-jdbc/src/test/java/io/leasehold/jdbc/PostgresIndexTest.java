package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.Retention;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** On PostgreSQL, too, no statement of the store scans the jobs (R5), as the server itself counts its scans. */
class PostgresIndexTest {
    private static final int JOBS = 60_000;
    private static final Retention KEPT = Retention.DEFAULT.tombstones(Duration.ofDays(1));

    /** A third are another's orphans, a third mine, a third of a type that nobody here reads. */
    private static final String LOAD = """
            INSERT INTO leasehold_job (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at,
                due_at, failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted, buried_at)
            SELECT convert_to('bulk-' || x, 'UTF8'), 'bulk-' || x, MOD(x * 7919, 65536), CASE MOD(x, 3) WHEN 2 THEN 'letter' ELSE 'mail' END,
                1, '\\x00', repeat('0', 64), 'RUNNING', 0, 'READY', '0000000000000001', 1,
                CASE MOD(x, 3) WHEN 1 THEN '%s' ELSE '%s' END, 0, 1, 1, '', 0, '', 0, 0, 0, 0, 0, 0, 0, '', '', 1, 0, 1, 0,
                CASE WHEN x < 1000 THEN 9000000000000 ELSE 0 END
            FROM generate_series(1, %d) x""";

    /** What a statement comes to that was prepared long ago: planned without its values. */
    private static final String PREPARED = "&prepareThreshold=1&options=-c%20plan_cache_mode%3Dforce_generic_plan";

    private final String uri = Postgres.uri();

    @Test
    void everyStatementOnJobsGoesByAnIndex() throws Exception {
        LeaseId dead = LeaseId.of(1);
        LeaseId me = LeaseId.of(2);
        try (LeaseStore preparing = Stores.open(uri, "leasehold", KEPT)) {
            Samples.granted(preparing, 1);
            Samples.granted(preparing, 2);
            Samples.submit(preparing, "old");
            preparing.command(
                    new Command(new JobId("old"), Samples.submission("old").run(), 0, new Command.Delete(true)));
            new StoredTime(uri, "leasehold").pass(Duration.ofDays(2));
        }
        Postgres.run(uri, LOAD.formatted(me, dead, JOBS));
        Postgres.run(uri, "ANALYZE leasehold_job");
        long before = number("seq_scan");
        StoreOptions options = StoreOptions.DEFAULT.retention(KEPT).callTimeout(Duration.ofMinutes(1));
        Explained explained = new Explained(Direct.source(uri));
        try (LeaseStore store = JdbcLeaseStore.over(explained.source(), options)) {
            useEverything(store, dead, me, 0);
            assertThat(explained.taken())
                    .extracting(Explained.Plan::text)
                    .hasSizeGreaterThan(25)
                    .allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan on leasehold_job"));
        }
        try (LeaseStore store = Stores.open(uri + PREPARED, "leasehold", KEPT)) {
            useEverything(store, dead, me, 1);
        }
        Awaitility.await().until(() -> number("n_tup_upd") >= 3 * 256);
        assertThat(number("seq_scan")).as("scans of all jobs").isEqualTo(before);
        Postgres.drop(uri);
    }

    static void useEverything(LeaseStore store, LeaseId dead, LeaseId me, int round) {
        store.renew(me, Samples.TTL, Load.NONE);
        store.end(dead, LeaseEnd.LAPSED);
        Samples.submit(store, "one " + round, "two " + round);
        store.survey(new SurveyRequest(me, Samples.TYPES, Optional.empty(), 64));
        long number = 3L * round + 1;
        Samples.claim(store, me, number, dead);
        List<JobRecord> claimed = Samples.claim(store, me, number + 1, dead);
        assertThat(claimed).hasSize(256);
        assertThat(Samples.claim(store, me, number + 1, dead)).isEqualTo(claimed);
        store.claim(new ClaimRequest(me, number + 2, Samples.TYPES, new ClaimRequest.Named(new JobId("one " + round))));
        store.write(claimed.stream()
                .map(job ->
                        new Write(job.id(), me, job.ownership().token(), 1, job.progress(), Optional.empty(), false))
                .toList());
        JobRecord first = claimed.get(0);
        store.command(new Command(first.id(), first.run(), 0, new Command.Stop()));
        store.owned(me, Optional.of(first.id()));
        store.list(
                new JobQuery(Optional.of("mail"), Optional.of(Status.FAILED), Optional.empty(), Optional.empty(), 9));
        store.list(new JobQuery(Optional.of("mail"), Optional.empty(), Optional.of(me), Optional.empty(), 9));
        Optional<String> cursor = Optional.empty();
        do {
            TidyAnswer answer = store.tidy(cursor);
            cursor = answer.next();
        } while (cursor.isPresent());
    }

    /** Of the server's own statistics, which it writes down when a session has ended or been idle. */
    private long number(String column) {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM pg_stat_user_tables"
                        + " WHERE relid = 'leasehold_job'::regclass")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
