package io.leasehold.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.simulator.process.InstanceProgram.Task;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many resting jobs as {@code leasehold.scale} says, on three processes over an H2 file; one is killed by the operating system. It
 * may take long, so it is for a person to start; what it printed is in docs/scale.md.
 */
@EnabledIfSystemProperty(named = "leasehold.scale", matches = "[0-9]+")
class ManyJobsOnThreeTest {
    private static final int JOBS = Integer.getInteger("leasehold.scale", 0);

    /** Nobody's turn comes while the test runs: what is measured is owning them. */
    private static final Duration RESTING = Duration.ofDays(1);

    private static final Task DAILY = new Task(RESTING, Duration.ofMillis(1), 1_000);
    private static final int HEAP_MEGABYTES = 1_536;

    /** An instance claims at least so many a second while it lacks some: a round of 1,024 twice a second at most. */
    private static final int CLAIMED_A_SECOND = 400;

    private static final Duration TTL = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aThirdOfThemGoesToTheOthers() throws Exception {
        String uri = "jdbc:h2:file:" + folder.resolve("jobs");
        Duration patience = TTL.plusSeconds(30 + JOBS / CLAIMED_A_SECOND);
        try (LeaseStore host = LeaseStores.open(uri);
                Started dies = instance("dies", uri);
                Started second = instance("second", uri);
                Started third = instance("third", uri)) {
            List<Started> all = List.of(dies, second, third);
            all.forEach(Started::start);
            long empty = third.memory();
            long began = System.currentTimeMillis();
            Jobs.submit(host, "job", JOBS, DAILY, i -> RESTING);
            await().atMost(patience).until(() -> holds(all) == JOBS);
            tell("all have owners %,d ms after the first was submitted: %s", since(began), shares(all));
            await().atMost(patience)
                    .untilAsserted(() -> assertThat(all)
                            .as("nobody owns a tenth more than its share")
                            .allMatch(instance -> instance.holds() <= JOBS / 3 * 11 / 10));
            tell("and even shares after %,d ms: %s", since(began), shares(all));

            int lost = dies.holds();
            long killed = dies.kill();
            List<Started> left = List.of(second, third);
            await().atMost(patience).until(() -> holds(left) == JOBS);
            tell("%,d of a dead one have owners %,d ms after its kill: %s", lost, since(killed), shares(left));
            tell(
                    "%,d bytes of heap for each (payload %d bytes)",
                    (third.memory() - empty) / third.holds(), DAILY.toString().length());

            Map<String, Integer> owners = Jobs.owners(host);
            assertThat(owners.values()).containsExactlyInAnyOrder(second.holds(), third.holds());
            assertThat(left)
                    .as("nobody lost its lease, or could not prove it, over all that")
                    .allSatisfy(instance -> assertThat(instance.lines("event"))
                            .noneMatch(line -> line.rest().startsWith("LeaseLost")
                                    || line.rest().startsWith("Suspended")));
        }
    }

    private static Started instance(String name, String uri) throws IOException {
        return Started.instance(name, uri, HEAP_MEGABYTES, 60, 10, 30);
    }

    private static int holds(List<Started> instances) {
        return instances.stream().mapToInt(Started::holds).sum();
    }

    private static long since(long millis) {
        return System.currentTimeMillis() - millis;
    }

    private static String shares(List<Started> instances) {
        return instances.stream()
                .map(instance -> String.format("%,d", instance.holds()))
                .toList()
                .toString();
    }

    private static void tell(String text, Object... values) {
        System.out.printf("%,d jobs: %s%n", JOBS, String.format(text, values));
    }
}
