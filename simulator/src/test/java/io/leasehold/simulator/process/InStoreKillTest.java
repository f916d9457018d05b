package io.leasehold.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.simulator.process.InstanceProgram.Task;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E13 with processes that the operating system kills in the middle of their transactions: each message is there once, none in doubt. */
class InStoreKillTest {
    private static final int JOBS = 20;
    private static final int KILLS = 3;
    private static final Task ROWS = new Task(Duration.ofMillis(200), Duration.ofMillis(50), 80);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private final List<Started> instances = new ArrayList<>();

    @Test
    void eachRowIsThereOnceAndNothingIsInDoubt() throws Exception {
        String uri = "jdbc:h2:file:" + folder.resolve("rows");
        try (LeaseStore host = LeaseStores.open(uri);
                Connection rows = DriverManager.getConnection(uri + ";AUTO_SERVER=TRUE")) {
            try (Statement create = rows.createStatement()) {
                create.execute("CREATE TABLE sent (job VARCHAR, sequence BIGINT, half VARCHAR)");
            }
            startOne(uri);
            startOne(uri);
            Jobs.submit(host, InstanceProgram.ROWS.name(), "rows", JOBS, ROWS, i -> Duration.ZERO);
            for (int i = 0; i < KILLS; i++) {
                Started victim = instances.get(i);
                await().atMost(PATIENCE)
                        .until(() -> victim.holds() > 0 && !inside(victim).isEmpty());
                victim.kill();
                startOne(uri);
            }
            await().atMost(PATIENCE)
                    .until(() -> Jobs.all(host).values().stream()
                            .allMatch(job -> job.progress().status() == Status.FINISHED));

            assertThat(found(rows)).containsExactlyElementsOf(expected());
            assertThat(instances)
                    .allSatisfy(instance -> assertThat(instance.lines("doubt")).isEmpty());
            List<Started> killed = instances.subList(0, KILLS);
            List<String> twice = Ledger.of(instances.toArray(Started[]::new)).twice();
            assertThat(all(killed, InStoreKillTest::inside))
                    .as("steps that a kill cut off inside their transaction: rolled back, and done again")
                    .isNotEmpty()
                    .isSubsetOf(twice);
            assertThat(twice).isSubsetOf(all(killed, instance -> keys(instance, "began")));
            System.out.printf(
                    "IN_STORE: %d processes killed, %d steps cut off inside their transaction and done again, %,d rows, each once%n",
                    KILLS,
                    all(killed, InStoreKillTest::inside).size(),
                    expected().size());
        } finally {
            instances.forEach(Started::close);
        }
    }

    private void startOne(String uri) throws Exception {
        instances.add(
                Started.instance("i" + (instances.size() + 1), uri, 6, 2, 6).start());
    }

    /** The keys whose work it has begun and not ended. */
    private static Set<String> inside(Started instance) {
        Set<String> begun = keys(instance, "began");
        begun.removeAll(keys(instance, "ended"));
        return begun;
    }

    private static Set<String> all(List<Started> some, Function<Started, Set<String>> told) {
        return some.stream().map(told).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys(Started instance, String word) {
        return instance.lines(word).stream().map(Started.Line::rest).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> found(Connection database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement select = database.createStatement();
                ResultSet row = select.executeQuery("SELECT job, sequence, half FROM sent")) {
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getLong(2) + " " + row.getString(3));
            }
        }
        return rows.stream().sorted().toList();
    }

    private static List<String> expected() {
        return IntStream.range(0, JOBS)
                .boxed()
                .flatMap(job -> IntStream.rangeClosed(1, ROWS.messages())
                        .boxed()
                        .flatMap(message -> List.of("first", "second").stream()
                                .map(half -> "rows-" + job + " " + message + " " + half)))
                .sorted()
                .toList();
    }
}
