package io.leasehold.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A program of the README, compiled as it stands there; each {@link #start} is a process of its own in the same folder. */
final class ReadmeProgram {
    private static final Pattern PROGRAM = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    private final String name;
    private final Path folder;

    private ReadmeProgram(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** Compiles the one program of this name into the folder, in which it will run. */
    static ReadmeProgram compiled(String name, Path folder) throws IOException {
        List<String> found = PROGRAM.matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(code -> code.contains("public class " + name + " {"))
                .toList();
        assertThat(found).as("java blocks of the README with a class " + name).hasSize(1);
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, found.get(0));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath(), "-d", folder.toString(), source.toString());
        assertThat(result).as("the README's " + name + " compiles").isZero();
        return new ReadmeProgram(name, folder);
    }

    /** Starts it as a process. */
    Run start(String... arguments) throws IOException {
        Path logging = folder.resolve("logback.xml");
        Files.writeString(logging, """
                <configuration><appender name="E" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target><encoder><pattern>%msg%n</pattern></encoder></appender>
                <root level="INFO"><appender-ref ref="E"/></root></configuration>
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                folder + System.getProperty("path.separator") + classPath(),
                name));
        command.addAll(List.of(arguments));
        return new Run(new ProcessBuilder(command).directory(folder.toFile()).start());
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** One run of it, killed at the latest when it is closed. */
    static final class Run implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<String> errors = new CopyOnWriteArrayList<>();
        private final Process process;

        private Run(Process process) {
            this.process = process;
            read(process.inputReader(), lines);
            read(process.errorReader(), errors);
        }

        /** What it has printed. */
        List<String> lines() {
            return lines;
        }

        /** What it has logged. */
        List<String> errors() {
            return errors;
        }

        boolean alive() {
            return process.isAlive();
        }

        /** SIGTERM, and an end within the shutdown budget. */
        void end() throws InterruptedException {
            process.destroy();
            assertThat(process.waitFor(25, TimeUnit.SECONDS))
                    .as("it ends within 25 s of SIGTERM; it said %s", errors)
                    .isTrue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }

        private static void read(BufferedReader reader, List<String> into) {
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
