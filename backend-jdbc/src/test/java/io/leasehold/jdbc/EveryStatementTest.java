package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills between any two statements change nothing: over a real database, every single call that the transaction makes of its connection is
 * cut, before it and behind it, with the connection broken or an exception alone. Whatever is told, step and rows agree; and
 * the same call again, as another instance of the owner would make it, leaves each done once.
 */
class EveryStatementTest {
    private static final int STEPS = 3;

    /** What becomes of one call of the connection. */
    enum Blow {
        BREAKS_BEFORE,
        BREAKS_BEHIND,
        THROWS_BEFORE,
        THROWS_BEHIND
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void inMemory(Blow blow) throws Exception {
        strikeEach(Stores.memoryUri(), blow);
    }

    @ParameterizedTest
    @EnumSource
    void inAFile(Blow blow) throws Exception {
        strikeEach(Stores.fileUri(folder), blow);
    }

    static void strikeEach(String uri, Blow blow) throws Exception {
        StruckConnections struck = new StruckConnections(Direct.source(uri));
        try (LeaseStore healthy = Stores.open(uri, "leasehold");
                LeaseStore failing = JdbcLeaseStore.over(struck.source(), StoreOptions.DEFAULT)) {
            new UserTable(uri).make();
            LeaseId lease = Samples.granted(healthy, 1);
            List<String> told = new ArrayList<>();
            int call = 0;
            do {
                call++;
                Samples.submit(healthy, "job " + call);
                JobRecord job = claimed(healthy, lease, call);
                struck.strike(call, blow);
                told.add(perform(failing, step(job)));
                boolean happened = struck.spare();
                agree(uri, healthy, job, told, 0, 1);
                told.set(call - 1, told.get(call - 1) + ", then " + perform(healthy, step(job)));
                agree(uri, healthy, job, told, 1, 1);
                if (!happened) {
                    break;
                }
            } while (call < 200);
            assertThat(call).as("%s", told).isBetween(12, 150);
            assertThat(told).as("a step that committed and nobody knew").anyMatch(how -> how.startsWith("unknown"));
            assertThat(told).as("a step that surely wasn't stored").anyMatch(how -> !how.startsWith("unknown"));
        }
    }

    private static JobRecord claimed(LeaseStore store, LeaseId lease, int number) {
        var target = new ClaimRequest.Named(new JobId("job " + number));
        return store.claim(new ClaimRequest(lease, number, Samples.TYPES, target))
                .get(0);
    }

    private static Write step(JobRecord job) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                1,
                job.progress().change().sequence(2).done(),
                Optional.empty(),
                false);
    }

    /** Three rows in three statements, so that there is something between them. */
    private static String perform(LeaseStore store, Write step) {
        @SuppressWarnings("unchecked")
        SameTransaction<Connection> ability =
                (SameTransaction<Connection>) SameTransaction.of(store).orElseThrow();
        try {
            WriteAnswer answer = ability.perform(step, Duration.ofSeconds(10), connection -> {
                for (int row = 1; row <= STEPS; row++) {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate("INSERT INTO user_row (text) VALUES ('" + step.job() + "')");
                    }
                }
            });
            assertThat(answer).isInstanceOf(WriteAnswer.Applied.class);
            return "applied";
        } catch (WorkFailed e) {
            return "work failed";
        } catch (UnknownOutcome e) {
            return "unknown";
        } catch (StoreException e) {
            return "not applied";
        }
    }

    private static void agree(String uri, LeaseStore store, JobRecord job, List<String> told, int atLeast, int atMost) {
        long steps = store.find(job.id()).orElseThrow().progress().sequence() - 1;
        long rows = new UserTable(uri)
                .rows().stream().filter(job.id().value()::equals).count();
        String last = told.get(told.size() - 1);
        assertThat(rows).as("%s: %s", job.id(), told).isEqualTo(steps * STEPS);
        assertThat(steps).as("%s: %s", job.id(), told).isBetween((long) atLeast, (long) atMost);
        if (last.equals("work failed") || last.equals("not applied")) {
            assertThat(steps).as("%s: %s", job.id(), told).isZero();
        } else if (last.equals("applied")) {
            assertThat(steps).as("%s: %s", job.id(), told).isEqualTo(1);
        }
    }
}
