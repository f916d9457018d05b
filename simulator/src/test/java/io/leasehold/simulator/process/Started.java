package io.leasehold.simulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of a test, and what it has printed so far. Killed at the latest when it is closed. */
final class Started implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 256;

    private final String name;
    private final Process process;
    private final PrintWriter orders;
    private final List<Line> lines = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private volatile int holds;

    /** One line: when it was printed, its first word, the rest. */
    record Line(long millis, String word, String rest) {
        static Line read(String text) {
            String[] parts = text.split(" ", 3);
            return new Line(Long.parseLong(parts[0]), parts[1], parts.length < 3 ? "" : parts[2]);
        }
    }

    private Started(String name, Process process) {
        this.name = name;
        this.process = process;
        this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        follow(process.inputReader(StandardCharsets.UTF_8), text -> {
            Line line = Line.read(text);
            synchronized (lines) {
                lines.add(line);
            }
            if (line.word().equals("holds")) {
                holds = Integer.parseInt(line.rest());
            }
        });
        follow(process.errorReader(StandardCharsets.UTF_8), line -> {
            synchronized (errors) {
                errors.add(line);
            }
        });
    }

    /** Starts a process that is an instance with these lease times in seconds once it is told to {@link #start}. */
    static Started instance(String name, String uri, int ttl, int heartbeat, int scan) throws IOException {
        return instance(name, uri, HEAP_MEGABYTES, ttl, heartbeat, scan);
    }

    /** The same with so much heap. */
    static Started instance(String name, String uri, int megabytes, int ttl, int heartbeat, int scan)
            throws IOException {
        return new Started(
                name,
                java(
                        megabytes,
                        InstanceProgram.class,
                        uri,
                        name,
                        String.valueOf(ttl),
                        String.valueOf(heartbeat),
                        String.valueOf(scan)));
    }

    /** Starts its engine, and waits until that has its lease. */
    Started start() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !lines("ready").isEmpty() || !alive());
        orders.println("start");
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        lines("event").stream().anyMatch(line -> line.rest().startsWith("Joined")) || !alive());
        assertThat(alive()).as("%s runs; it said %s", name, errors()).isTrue();
        return this;
    }

    /** Starts a process that hosts this store's file. */
    static Started host(String uri) throws IOException {
        return new Started("host", java(HEAP_MEGABYTES, HostProgram.class, uri));
    }

    private static Process java(int megabytes, Class<?> main, String... arguments) throws IOException {
        Path logging = Files.createTempFile("leasehold-process", ".xml");
        logging.toFile().deleteOnExit();
        Files.writeString(logging, """
                <configuration><appender name="E" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target><encoder><pattern>%d{HH:mm:ss.SSS} %msg%n</pattern></encoder></appender>
                <root level="INFO"><appender-ref ref="E"/></root></configuration>
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    /** What it has printed so far. */
    List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The lines that begin with this word. */
    List<Line> lines(String word) {
        return lines().stream().filter(line -> line.word().equals(word)).toList();
    }

    /** When it first held at least so many jobs. */
    Optional<Long> heldSince(int jobs) {
        return lines("holds").stream()
                .filter(line -> Integer.parseInt(line.rest()) >= jobs)
                .map(Line::millis)
                .findFirst();
    }

    /** How many jobs it holds. */
    int holds() {
        return holds;
    }

    /** What its heap holds after a collection, in bytes. */
    long memory() {
        int before = lines("memory").size();
        orders.println("memory");
        await().atMost(Duration.ofSeconds(60)).until(() -> lines("memory").size() > before || !process.isAlive());
        List<Line> told = lines("memory");
        return Long.parseLong(told.get(told.size() - 1).rest().split(" ")[0]);
    }

    /** SIGTERM, its streams left open; answers when that was, in epoch milliseconds. */
    long terminate() {
        long now = System.currentTimeMillis();
        process.toHandle().destroy();
        return now;
    }

    /** SIGKILL; answers when that was, in epoch milliseconds. */
    long kill() throws InterruptedException {
        long now = System.currentTimeMillis();
        process.destroyForcibly();
        process.waitFor();
        return now;
    }

    /** SIGSTOP: it stands still. */
    void stop() throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(status).as("kill -STOP").isZero();
    }

    /** Waits for its end, so long at most; answers when that was, in epoch milliseconds. */
    long ended(Duration most) throws InterruptedException {
        boolean over = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        long now = System.currentTimeMillis();
        assertThat(over)
                .as("%s ends within %s; it said %s", name, most, errors())
                .isTrue();
        return now;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What it has logged. */
    List<String> errors() {
        synchronized (errors) {
            return List.copyOf(errors);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        orders.close();
    }

    private static void follow(BufferedReader reader, java.util.function.Consumer<String> heard) {
        Thread thread = new Thread(() -> {
            try {
                reader.lines().forEach(heard);
            } catch (UncheckedIOException closed) {
                heard.accept("0 closed " + closed.getMessage());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
