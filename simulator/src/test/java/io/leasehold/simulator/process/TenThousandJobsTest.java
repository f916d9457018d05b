package io.leasehold.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.simulator.process.InstanceProgram.Task;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.StepKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 10,000 jobs at one message a minute on two processes over an H2 file; one is killed by the operating system. */
class TenThousandJobsTest {
    private static final int JOBS = 10_000;
    private static final Task MINUTELY = new Task(Duration.ofMinutes(1), Duration.ofMillis(100), 1_000);

    /** The call timeout and half of it more: what ended longer before the kill was acknowledged, or tried again. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    @Test
    void aKillLeavesInDoubtOnlyWhatWasBetweenIntentAndOutcome() throws Exception {
        String uri = "jdbc:h2:file:" + folder.resolve("jobs");
        try (LeaseStore host = LeaseStores.open(uri);
                Started dies = Started.instance("dies", uri, 12, 4, 12);
                Started lives = Started.instance("lives", uri, 12, 4, 12)) {
            dies.start();
            lives.start();
            long empty = lives.memory();
            Map<String, Long> due = Jobs.submit(host, "job", JOBS, MINUTELY, i -> Duration.ofMillis(6L * i));
            await().atMost(PATIENCE).until(() -> dies.holds() + lives.holds() == JOBS);
            tellMemory(lives, empty);
            await().atMost(PATIENCE).until(() -> Ledger.of(dies, lives).begun() >= JOBS / 2);

            long killed = dies.kill();
            Set<String> open = openStepsOf(dies, Jobs.all(host).values());
            assertThat(open).as("steps in hand when it was killed").isNotEmpty();
            int fewer = JOBS - lives.holds();
            await().atMost(PATIENCE)
                    .until(() -> Ledger.of(lives).firstAfter(killed).size() == JOBS);

            Ledger ledger = Ledger.of(dies, lives);
            assertThat(ledger.doubts()).containsExactlyInAnyOrderElementsOf(open);
            assertThat(ledger.doubts())
                    .allMatch(step -> ledger.end(step)
                            .filter(end -> killed - end > ON_ITS_WAY.toMillis())
                            .isEmpty());
            assertThat(ledger.twice()).isEmpty();
            assertThat(ledger.missing()).isEmpty();
            tellMemory(lives, empty);
            tellKill(ledger, killed, fewer, downtime(due, dies, lives, killed));
        }
    }

    private static void tellMemory(Started instance, long empty) {
        int jobs = instance.holds();
        System.out.printf(
                "10,000 jobs: %,d held, %,d bytes of heap for each (payload %d bytes)%n",
                jobs,
                (instance.memory() - empty) / Math.max(1, jobs),
                MINUTELY.toString().length());
    }

    private static void tellKill(Ledger ledger, long killed, int taken, long downtime) {
        long begun = ledger.doubts().stream().filter(ledger::hasBegun).count();
        long sent = ledger.doubts().stream()
                .filter(step -> ledger.end(step).isPresent())
                .count();
        System.out.printf(
                "10,000 jobs: one of two killed with %,d of them; %d steps in doubt, each with its intent alone in the store when its"
                        + " owner died, %d of them begun, %d ended; the longest downtime %d ms%n",
                taken, ledger.doubts().size(), begun, sent, downtime);
    }

    /** As the store has them before anybody takes over: their intents are recorded, their outcomes aren't. */
    private static Set<String> openStepsOf(Started dead, Collection<JobRecord> records) {
        String joined = dead.lines("event").stream()
                .map(Started.Line::rest)
                .filter(event -> event.startsWith("Joined"))
                .findFirst()
                .orElseThrow();
        List<JobRecord> owned = records.stream()
                .filter(record -> record.ownership()
                        .owner()
                        .filter(lease -> joined.contains(lease.toString()))
                        .isPresent())
                .toList();
        assertThat(owned).as("jobs of the dead one, read before the takeover").isNotEmpty();
        return owned.stream()
                .filter(record -> record.progress().open().isPresent())
                .map(record ->
                        new StepKey(record.id(), record.run(), record.progress().sequence()).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** From the kill, or from when a job was due, to its next step: the longest among those that the dead one ran, or nobody yet. */
    private static long downtime(Map<String, Long> due, Started dies, Started lives, long killed) {
        Map<String, Long> last = Ledger.of(dies).lastUntil(killed);
        Map<String, Long> before = Ledger.of(dies, lives).lastUntil(killed);
        Map<String, Long> first = Ledger.of(lives).firstAfter(killed);
        long pace = MINUTELY.pace().toMillis();
        return due.entrySet().stream()
                .filter(job -> last.containsKey(job.getKey()) || !before.containsKey(job.getKey()))
                .mapToLong(job -> first.get(job.getKey())
                        - Math.max(
                                killed,
                                last.containsKey(job.getKey()) ? last.get(job.getKey()) + pace : job.getValue()))
                .max()
                .orElseThrow();
    }
}
