package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as real processes get it from a terminal, all of them at once: the run ends in order, and tells what it has seen so far. */
@EnabledOnOs(OS.LINUX)
class CtrlCTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    /** Runs until its output has this, sends SIGINT to it and to all that it started, and answers the exit code. */
    private int interrupted(String sign, String... options) throws IOException, InterruptedException {
        // Who runs tests in the background may have SIGINT ignored, and would pass that on.
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.leasehold.simulator.Main",
                "simulate",
                "--report",
                "report.html",
                "--junit",
                "junit.xml"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out().toFile())
                .start();
        try {
            await().atMost(PATIENCE).until(() -> said().matches("(?s).*" + sign + ".*"));
            List<ProcessHandle> started = process.descendants().toList();
            new ProcessBuilder("kill", "-INT", "--", "-" + process.pid())
                    .start()
                    .waitFor();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(started).noneMatch(ProcessHandle::isAlive);
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Path out() {
        return folder.resolve("out.txt");
    }

    private String said() throws IOException {
        return Files.readString(out());
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void aRealRunTellsWhatItHasSeenSoFar() throws Exception {
        int code = interrupted(" [1-9][0-9]* messages sent", "--factor", "5", "--result", "result.json");
        assertThat(said())
                .contains(
                        "ending in order",
                        "not judged so early",
                        "DUP           kept in",
                        "INTERRUPTED: ended before its time");
        assertThat(code).isEqualTo(INTERRUPTED);
        assertThat(read("result.json")).contains("\"verdict\" : \"INTERRUPTED\"");
        assertThat(read("report.html")).contains("\"word\":\"INTERRUPTED\"").doesNotContain("\"oracle\":\"LOSS\"");
        assertThat(read("junit.xml")).contains("errors=\"1\"", "failures=\"0\"");
    }

    @Test
    void aRunWithProcessesTellsWhatItHasSeenSoFarAndLeavesNoneOfThem() throws Exception {
        int code = interrupted(
                " 1 frozen",
                "--mode=processes",
                "--instances=3",
                "--kills=0",
                "--halts=0",
                "--freezes=1",
                "--stops=0",
                "--result=result.json");
        assertThat(said())
                .contains("ending in order", "DUP           kept in", "INTERRUPTED: ended before its time")
                .containsPattern("2 JVMs: 0 ended by SIGKILL, 0 halted themselves, [12] ended in order by SIGTERM");
        assertThat(code).isEqualTo(INTERRUPTED);
        assertThat(read("result.json")).contains("\"verdict\" : \"INTERRUPTED\"");
        assertThat(read("report.html")).contains("\"word\":\"INTERRUPTED\"").doesNotContain("\"oracle\":\"LOSS\"");
        assertThat(read("junit.xml")).contains("errors=\"1\"", "failures=\"0\"");
    }

    @Test
    void manySeedsTellWhatTheyHaveComeToSoFar() throws Exception {
        int code = interrupted("of 100000 seeds", "--mode", "virtual", "--seeds", "100000", "--jobs", "4");
        assertThat(said()).contains("INTERRUPTED: GREEN so far, in ", "DUP    in ");
        assertThat(code).isEqualTo(INTERRUPTED);
        assertThat(read("leasehold-result.json")).contains("INTERRUPTED");
        assertThat(read("report.html")).contains("\"word\":\"INTERRUPTED\"");
    }

    @Test
    void aSweepTellsWhatItHasFoundSoFar() throws Exception {
        int code = interrupted("plain +[0-9]+ events", "--mode", "sweep");
        assertThat(said()).contains("INTERRUPTED: so far GREEN");
        assertThat(code).isEqualTo(INTERRUPTED);
        assertThat(read("junit.xml")).contains("errors=\"1\"");
    }
}
