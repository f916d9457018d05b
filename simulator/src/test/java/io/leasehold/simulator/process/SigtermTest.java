package io.leasehold.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.simulator.process.InstanceProgram.Task;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E6, G6: a process is told to end with one step of 10 s in hand and 1,000 jobs at rest. */
class SigtermTest {
    private static final int IDLE = 1_000;
    private static final Task RESTS = new Task(Duration.ofSeconds(20), Duration.ZERO, 1_000);
    private static final Task WORKS = new Task(Duration.ofMillis(10), Duration.ofSeconds(10), 2);

    /** The bounds. */
    private static final Duration HANDED_OVER = Duration.ofSeconds(1);

    private static final Duration GONE = Duration.ofSeconds(25);

    /** When Kubernetes sends SIGKILL. An engine takes its whole budget of 25 s where nothing answers; the JVM's own end comes on top. */
    private static final Duration KILLED = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void idleJobsRunElsewhereWithinASecondAndTheBusyOneWithinASecondOfItsStepsEnd() throws Exception {
        try (LeaseStore host = LeaseStores.open(uri());
                Started leaves = Started.instance("leaves", uri(), 60, 10, 30);
                Started stays = Started.instance("stays", uri(), 60, 10, 30)) {
            busyAmongIdle(host, leaves);
            stays.start();
            long told = leaves.terminate();
            long over = leaves.ended(GONE);
            goesOn(leaves, stays, told);
            assertThat(Ledger.of(leaves, stays).doubts()).isEmpty();
            long handedOver = stays.heldSince(IDLE).orElseThrow() - told;
            String busy = leaves.lines("began").stream()
                    .filter(line -> line.rest().startsWith("busy"))
                    .findFirst()
                    .orElseThrow()
                    .rest();
            long end = Ledger.of(leaves, stays).end(busy).orElseThrow();
            long next = Ledger.of(stays).firstAfter(end).get("busy-0") - end;
            System.out.printf(
                    "SIGTERM: %,d idle jobs owned elsewhere after %d ms, the busy one's next step %d ms after its step's end,"
                            + " exit after %d ms (its step had %d ms left)%n",
                    IDLE, handedOver, next, over - told, end - told);
            assertThat(handedOver).isLessThanOrEqualTo(HANDED_OVER.toMillis());
            assertThat(next).isLessThanOrEqualTo(HANDED_OVER.toMillis());
        }
    }

    @Test
    void allJobsGoOnWhenTheOneThatEndsHostsTheFile() throws Exception {
        try (Started leaves = Started.instance("leaves", uri(), 60, 10, 30)) {
            leaves.start();
            try (LeaseStore guest = LeaseStores.open(uri());
                    Started stays = Started.instance("stays", uri(), 60, 10, 30)) {
                busyAmongIdle(guest, leaves);
                stays.start();
                long told = leaves.terminate();
                long over = leaves.ended(GONE);
                await().atMost(PATIENCE).until(() -> stays.holds() >= IDLE);
                goesOn(leaves, stays, told);
                Map<String, Long> first = Ledger.of(stays).firstAfter(told);
                long longest =
                        first.values().stream().mapToLong(at -> at - told).max().orElseThrow();
                System.out.printf(
                        "SIGTERM to the host of the H2 file: exit after %d ms; the last of %,d jobs to go on began its next step %d ms"
                                + " after the signal, of which up to %d ms are its own pace; %d in doubt%n",
                        over - told,
                        IDLE + 1,
                        longest,
                        RESTS.pace().toMillis(),
                        Ledger.of(leaves, stays).doubts().size());
            }
        }
    }

    @Test
    void anInstanceEndsInTimeThoughItsStoreNoLongerAnswers() throws Exception {
        try (Started host = Started.host(uri())) {
            await().atMost(PATIENCE).until(() -> !host.lines("hosts").isEmpty());
            try (LeaseStore guest = LeaseStores.open(uri());
                    Started leaves = Started.instance("leaves", uri(), 60, 10, 30)) {
                busyAmongIdle(guest, leaves);
                host.stop();
                long told = leaves.terminate();
                long over = leaves.ended(KILLED);
                System.out.printf("SIGTERM while the store stands still: exit after %d ms%n", over - told);
                host.close();
            }
        }
    }

    /** The first holds all jobs; every idle one has begun, and the busy one is two seconds into its step. */
    private static void busyAmongIdle(LeaseStore store, Started first) {
        if (first.lines("event").isEmpty()) {
            first.start();
        }
        Jobs.submit(store, "idle", IDLE, RESTS, i -> Duration.ZERO);
        await().atMost(PATIENCE).until(() -> first.lines("ended").size() >= IDLE);
        Jobs.submit(store, "busy", 1, WORKS, i -> Duration.ZERO);
        await().atMost(PATIENCE)
                .until(() -> first.lines("began").stream()
                        .anyMatch(line -> line.rest().startsWith("busy") && age(line) >= 2_000));
    }

    private static long age(Started.Line line) {
        return System.currentTimeMillis() - line.millis();
    }

    /** Each job steps again; no step was taken twice, and none is missing that isn't reported in doubt. */
    private static void goesOn(Started leaves, Started stays, long told) {
        await().atMost(PATIENCE).until(() -> Ledger.of(stays).firstAfter(told).size() >= IDLE + 1);
        Ledger ledger = Ledger.of(leaves, stays);
        assertThat(ledger.twice()).isEmpty();
        assertThat(ledger.missing()).isEmpty();
        assertThat(List.of(leaves.alive(), stays.alive())).containsExactly(false, true);
    }

    private String uri() {
        return "jdbc:h2:file:" + folder.resolve("jobs");
    }
}
