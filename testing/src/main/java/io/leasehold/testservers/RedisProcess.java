package io.leasehold.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A Redis server of the tests' own, on a free port of this machine; its process ends with this one at the latest. Needs the jar
 * org.signal:embedded-redis, which carries the binary.
 */
public final class RedisProcess implements AutoCloseable {
    private static final String READY = "Ready to accept connections";
    private static final String BINARY = "redis-server-7.0.15-";

    private final Process process;
    private final int port;
    private final List<String> command;

    private RedisProcess(Process process, int port, List<String> command) {
        this.process = process;
        this.port = port;
        this.command = command;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts a server that keeps nothing on disk, with these settings besides; returns when it accepts connections. */
    public static RedisProcess started(String... settings) {
        List<String> words = new ArrayList<>(List.of("--save", "", "--appendonly", "no"));
        words.addAll(List.of(settings));
        return started(READY, words);
    }

    /** Starts a sentinel that watches this primary under the name {@code main}, and takes it for dead after a second. */
    public static RedisProcess sentinel(RedisProcess primary) {
        try {
            Path configuration = Files.createTempFile("leasehold-sentinel", ".conf");
            configuration.toFile().deleteOnExit();
            Files.writeString(
                    configuration,
                    "sentinel monitor main 127.0.0.1 " + primary.port + " 1\n"
                            + "sentinel down-after-milliseconds main 1000\n"
                            + "sentinel failover-timeout main 2000\n");
            return started("+monitor", List.of(configuration.toString(), "--sentinel"));
        } catch (IOException e) {
            throw new IllegalStateException("the sentinel could not be configured", e);
        }
    }

    private static RedisProcess started(String readyLine, List<String> words) {
        try {
            Path folder = Files.createTempDirectory("leasehold-redis");
            int port = FreePort.any();
            List<String> command = new ArrayList<>(List.of(unpacked(folder).toString()));
            command.addAll(words);
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
            command.addAll(List.of("--dir", folder.toString()));
            return launched(command, port, readyLine);
        } catch (IOException e) {
            throw new IllegalStateException("the Redis server could not be started", e);
        }
    }

    private static RedisProcess launched(List<String> command, int port, String readyLine) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        RedisProcess started = new RedisProcess(process, port, command);
        awaitReady(process, readyLine);
        return started;
    }

    /** Kills it by SIGKILL, and starts it anew on what it has kept, at the same port; not for sentinels. */
    public RedisProcess killedAndRestarted() {
        close();
        try {
            return launched(command, port, READY);
        } catch (IOException e) {
            throw new IllegalStateException("the Redis server could not be started again", e);
        }
    }

    private static Path unpacked(Path folder) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path binary = folder.resolve("redis-server");
        try (InputStream content = ClassLoader.getSystemResourceAsStream(BINARY + system + "-" + machine)) {
            if (content == null) {
                throw new IOException("there is no Redis server for " + system + "-" + machine + "; name one in "
                        + GivenServer.REDIS.variable());
            }
            Files.copy(content, binary);
        }
        binary.toFile().setExecutable(true);
        binary.toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return binary;
    }

    private static void awaitReady(Process process, String readyLine) throws IOException {
        BufferedReader lines = process.inputReader();
        String line = "";
        while (line != null && !line.contains(readyLine)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the Redis server ended before it was ready");
        }
        Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "redis-server-output");
        rest.setDaemon(true);
        rest.start();
    }

    /** Where it is, without credentials. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Freezes it: connections stay, and nothing is answered. */
    public void freeze() {
        Signals.freeze(process.toHandle());
    }

    /** Lets it go on. */
    public void thaw() {
        Signals.thaw(process.toHandle());
    }

    /** Ends it at once, by SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
