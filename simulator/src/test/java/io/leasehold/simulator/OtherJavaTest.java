package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.simulator.virtual.VirtualOptions;
import io.leasehold.simulator.virtual.VirtualRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seed of one hour tells the same history on Java 17 and 25: what a run hangs on is no choice of a JVM. */
class OtherJavaTest {
    @ParameterizedTest
    @ValueSource(longs = 7)
    void aSeedTellsTheSameHistoryOnAnotherJava(long seed) throws IOException, InterruptedException {
        Optional<Path> other = other();
        assumeThat(other)
                .as("not tested: beside this Java %s there is no Java 17 or 25", Runtime.version())
                .isPresent();
        String here = new VirtualRun(seed, VirtualOptions.DEFAULT).run().digest();
        assertThat(told(other.orElseThrow(), seed)).as(other + ", seed " + seed).contains("history " + here);
    }

    /** The home of a Java beside this one: of 25 for 17, of 17 for any other. */
    private static Optional<Path> other() throws IOException {
        String wanted = Runtime.version().feature() == 17 ? "25" : "17";
        Path here = Path.of(System.getProperty("java.home"));
        try (Stream<Path> homes = Files.list(here.getParent())) {
            return homes.filter(home -> version(home).startsWith(wanted))
                    .sorted()
                    .findFirst();
        }
    }

    private static String version(Path home) {
        Properties release = new Properties();
        try {
            release.load(Files.newBufferedReader(home.resolve("release")));
        } catch (IOException e) {
            return "";
        }
        return release.getProperty("JAVA_VERSION", "").replace("\"", "");
    }

    private static String told(Path home, long seed) throws IOException, InterruptedException {
        Path classPath = Files.createTempFile("leasehold-class-path-", ".txt");
        Path result = Files.createTempFile("leasehold-result-", ".json");
        try {
            Files.writeString(
                    classPath,
                    "-cp \"" + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            + "\"");
            Process process = new ProcessBuilder(List.of(
                            home.resolve("bin/java").toString(),
                            "@" + classPath,
                            Main.class.getName(),
                            "simulate",
                            "--mode",
                            "virtual",
                            "--seeds",
                            "1",
                            "--seed",
                            String.valueOf(seed),
                            "--result",
                            result.toString()))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(told).isZero();
            return told;
        } finally {
            Files.delete(classPath);
            Files.delete(result);
        }
    }
}
