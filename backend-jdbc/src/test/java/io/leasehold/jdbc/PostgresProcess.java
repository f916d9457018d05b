package io.leasehold.jdbc;

import static org.awaitility.Awaitility.await;

import io.leasehold.testservers.FreePort;
import io.leasehold.testservers.Signals;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server that is a child of this process and keeps what it acknowledges (fsync on), so that it can be frozen, killed and
 * started anew.
 */
final class PostgresProcess implements AutoCloseable {
    private final List<String> command;
    private final int port;
    private Process process;

    private PostgresProcess(List<String> command, int port) {
        this.command = command;
        this.port = port;
        this.process = started();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /** Makes a database cluster in this folder, and starts a server on it. */
    static PostgresProcess started(Path folder) throws IOException {
        int port = FreePort.any();
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // The server refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binary(folder), "-D", folder.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of("fsync=on", "full_page_writes=on", "unix_socket_directories=")) {
            command.addAll(List.of("-c", setting));
        }
        return new PostgresProcess(command, port);
    }

    /** The program that the embedded server runs; once it has run here, the folder is prepared. */
    private static String binary(Path folder) throws IOException {
        try (EmbeddedPostgres embedded = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .start()) {
            embedded.getPort();
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid)
                    .flatMap(running -> running.info().command())
                    .orElseThrow();
        }
    }

    private Process started() {
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(this::answers);
            return started;
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL could not be started", e);
        }
    }

    private boolean answers() throws Exception {
        try (Connection connection = DriverManager.getConnection(uri())) {
            return connection.isValid(10);
        }
    }

    String uri() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&password=postgres";
    }

    void freeze() {
        Signals.freeze(process.toHandle());
    }

    void thaw() {
        Signals.thaw(process.toHandle());
    }

    void killAndRestart() {
        Signals.kill(process.toHandle());
        process = started();
    }

    @Override
    public void close() {
        Signals.kill(process.toHandle());
    }
}
