package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the README, compiled as it stands there and run as a process of its own. */
class ReadmeProgramTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void compilesRunsEndsOnSigtermAndChangesNothingAtASecondStart() throws Exception {
        compile();

        Run first = new Run();
        await().atMost(Duration.ofSeconds(60)).until(() -> first.lines.size() == 3 || !first.process.isAlive());
        assertThat(first.lines).hasSize(3);
        assertThat(first.lines.get(0)).matches("user-42/[0-9a-f]{16}/1 Welcome!");
        assertThat(first.lines.get(2)).endsWith("/3 One month with us.");
        first.end();

        Run second = new Run();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> second.errors.stream().anyMatch(line -> line.contains("joined")));
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(second.lines::isEmpty);
        second.end();
    }

    private void compile() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        Matcher program = PROGRAM.matcher(readme);
        assertThat(program.find()).as("the README has a java block").isTrue();
        Path source = folder.resolve("Reminders.java");
        Files.writeString(source, program.group(1));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath(), "-d", folder.toString(), source.toString());
        assertThat(result).as("the README's program compiles").isZero();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** One run of the program. */
    private final class Run {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<String> errors = new CopyOnWriteArrayList<>();
        final Process process;

        Run() throws IOException {
            Path logging = folder.resolve("logback.xml");
            Files.writeString(logging, """
                    <configuration><appender name="E" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target><encoder><pattern>%msg%n</pattern></encoder></appender>
                    <root level="INFO"><appender-ref ref="E"/></root></configuration>
                    """);
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Dlogback.configurationFile=" + logging,
                            "-cp",
                            folder + System.getProperty("path.separator") + classPath(),
                            "Reminders")
                    .directory(folder.toFile())
                    .start();
            read(process.inputReader(), lines);
            read(process.errorReader(), errors);
        }

        /** SIGTERM, and an end within the shutdown budget. */
        void end() throws InterruptedException {
            process.destroy();
            boolean ended = process.waitFor(25, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended)
                    .as("it ends within 25 s of SIGTERM; it said %s", errors)
                    .isTrue();
        }

        private void read(BufferedReader reader, List<String> into) {
            Thread thread = new Thread(() -> {
                try {
                    reader.lines().forEach(into::add);
                } catch (UncheckedIOException closed) {
                    into.add("the process has ended");
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
