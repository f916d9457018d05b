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
import io.leasehold.store.Retention;
import io.leasehold.store.Status;
import io.leasehold.store.Submission;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No statement of the store scans the jobs (R5), and the claim reads its candidates in the order of its index (R9). */
class IndexTest {
    private final String uri = Stores.memoryUri();

    @Test
    void everyStatementOnJobsGoesByAnIndex() throws Exception {
        try (LeaseStore store = Stores.open(uri, "leasehold", Retention.DEFAULT.tombstones(Duration.ofDays(1)));
                Connection connection = DriverManager.getConnection(uri);
                Statement statement = connection.createStatement()) {
            oldTombstone(store);
            LeaseId dead = Samples.granted(store, 1);
            LeaseId me = Samples.granted(store, 2);
            Bulk.load(uri, "mail", dead, 20_000);
            Bulk.load(uri, "letter", dead, 20_000);
            Bulk.load(uri, "mail", me, 20_000);
            statement.execute("ANALYZE");
            statement.execute("SET QUERY_STATISTICS_MAX_ENTRIES 500");
            statement.execute("SET QUERY_STATISTICS TRUE");
            useEverything(store, dead, me);

            List<String> plans = plans(connection);
            assertThat(plans)
                    .hasSizeGreaterThan(14)
                    .allSatisfy(plan -> assertThat(plan).doesNotContain("tableScan"));
            assertThat(plans)
                    .filteredOn(plan -> plan.contains("\"SLOT\" >= "))
                    .isNotEmpty()
                    .allSatisfy(plan ->
                            assertThat(plan).contains("LEASEHOLD_JOB_ORPHAN: ").contains("index sorted"));
            assertThat(plans)
                    .filteredOn(plan -> plan.contains("BETWEEN") && plan.contains("RUNNABLE"))
                    .isNotEmpty()
                    .allSatisfy(plan ->
                            assertThat(plan).contains("LEASEHOLD_JOB_ORPHAN: ").contains("index sorted"));
            assertThat(plans)
                    .filteredOn(plan -> plan.startsWith("SELECT") && plan.contains("\"BURIED_AT\""))
                    .hasSize(1)
                    .allSatisfy(plan ->
                            assertThat(plan).contains("LEASEHOLD_JOB_BURIED: ").contains("index sorted"));
            assertThat(plans)
                    .filteredOn(plan -> plan.startsWith("DELETE") && plan.contains("LEASEHOLD_JOB\""))
                    .hasSize(1)
                    .allSatisfy(plan -> assertThat(plan).contains("PRIMARY_KEY"));
            assertThat(plans)
                    .filteredOn(plan -> plan.startsWith("UPDATE") && plan.contains("LEASEHOLD_JOB\""))
                    .isNotEmpty()
                    .allSatisfy(plan -> assertThat(plan).contains("PRIMARY_KEY"));
        }
    }

    private static void useEverything(LeaseStore store, LeaseId dead, LeaseId me) {
        store.end(dead, LeaseEnd.LAPSED);
        Samples.submit(store, "one", "two");
        store.survey(new SurveyRequest(me, Samples.TYPES, Optional.empty(), 64));
        Samples.claim(store, me, 1, dead);
        List<JobRecord> claimed = Samples.claim(store, me, 2, dead);
        assertThat(claimed).hasSize(256);
        assertThat(Samples.claim(store, me, 2, dead)).isEqualTo(claimed);
        store.claim(new ClaimRequest(me, 3, Samples.TYPES, new ClaimRequest.Named(new JobId("one"))));
        store.write(claimed.stream()
                .map(job ->
                        new Write(job.id(), me, job.ownership().token(), 1, job.progress(), Optional.empty(), false))
                .toList());
        JobRecord first = claimed.get(0);
        store.command(new Command(first.id(), first.run(), 0, new Command.Stop()));
        store.command(new Command(first.id(), first.run(), 1, new Command.Delete(true)));
        store.owned(me, Optional.of(first.id()));
        JobQuery all = JobQuery.all();
        store.list(all);
        store.list(
                new JobQuery(Optional.of("mail"), Optional.of(Status.FAILED), Optional.empty(), Optional.empty(), 9));
        store.list(new JobQuery(Optional.of("mail"), Optional.empty(), Optional.of(me), Optional.empty(), 9));
        assertThat(purged(store)).isEqualTo(1);
    }

    /** A tombstone past its retention that no floor has to be raised for. */
    private void oldTombstone(LeaseStore store) {
        Samples.submit(store, "old");
        Submission old = Samples.submission("old");
        store.command(new Command(old.id(), old.run(), 0, new Command.Delete(true)));
        new StoredTime(uri, "leasehold").pass(Duration.ofDays(2));
    }

    /** How many tombstones a walk of housekeeping removes. */
    private static int purged(LeaseStore store) {
        int purged = 0;
        Optional<String> cursor = Optional.empty();
        do {
            TidyAnswer answer = store.tidy(cursor);
            purged += answer.purged();
            cursor = answer.next();
        } while (cursor.isPresent());
        return purged;
    }

    private static List<String> plans(Connection connection) throws Exception {
        List<String> plans = new ArrayList<>();
        for (String sql : statements(connection)) {
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
                int values = explain.getParameterMetaData().getParameterCount();
                for (int i = 1; i <= values; i++) {
                    explain.setString(i, "1");
                }
                try (ResultSet plan = explain.executeQuery()) {
                    plan.next();
                    plans.add(plan.getString(1).replaceAll("\\s+", " "));
                }
            }
        }
        return plans;
    }

    private static List<String> statements(Connection connection) throws Exception {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SQL_STATEMENT FROM INFORMATION_SCHEMA.QUERY_STATISTICS"
                        + " WHERE SQL_STATEMENT LIKE '%leasehold_job%' AND SQL_STATEMENT NOT LIKE '%INSERT%'")) {
            while (row.next()) {
                statements.add(row.getString(1));
            }
        }
        return statements;
    }
}
