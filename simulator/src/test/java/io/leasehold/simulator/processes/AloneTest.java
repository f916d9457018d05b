package io.leasehold.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.simulator.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who started the instances is killed: they end, even the one that stands still just then, and though a terminal sent them Ctrl-C before. */
class AloneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void nobodyIsLeftBehind() throws IOException, InterruptedException {
        assumeThat(Path.of("/proc/self/stat"))
                .as("this machine tells who stands still")
                .exists();
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "simulate",
                        "--mode=processes",
                        "--kills=0",
                        "--halts=0",
                        "--freezes=1",
                        "--stops=0",
                        "--store=jdbc:h2:file:" + folder.resolve("store"),
                        "--result=" + folder.resolve("result.json"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> !parent.isAlive() || parent.descendants().anyMatch(AloneTest::standsStill));
            List<ProcessHandle> left = parent.descendants().toList();
            assertThat(left).as(Files.readString(folder.resolve("out"))).hasSizeGreaterThanOrEqualTo(4);
            for (ProcessHandle each : left) {
                new ProcessBuilder("kill", "-INT", Long.toString(each.pid()))
                        .start()
                        .waitFor();
            }
            parent.destroyForcibly().waitFor();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(left).noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }

    private static boolean standsStill(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
        } catch (IOException gone) {
            return false;
        }
    }
}
