package io.leasehold.jdbc;

import io.leasehold.store.RunId;
import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.MariaDbProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one MariaDB server of this JVM's tests: the one that {@code LEASEHOLD_TEST_MARIADB_URL} names, as
 * {@code jdbc:mariadb://HOST/DATABASE?user=…&password=…} with the right to create databases and users, or one that is started here, where
 * Maven's profile {@code mariadb} has brought its program ({@code -Dmariadb}, or in CI). Elsewhere these tests are skipped ({@link WithMariaDb}). Each test has
 * a database of its own.
 */
final class MariaDb {
    private static final String RUN =
            RunId.of(ThreadLocalRandom.current().nextLong()).value();
    private static final AtomicLong NUMBER = new AtomicLong();

    private MariaDb() {}

    /** Whether there is one. */
    static boolean isAtHand() {
        return GivenServer.MARIADB.uri().isPresent() || MariaDbProcess.isAtHand();
    }

    /** The URI of an empty database that no other test knows. */
    static String uri() {
        String name = "leasehold_" + RUN + "_" + NUMBER.incrementAndGet();
        run(Server.URI, "CREATE DATABASE " + name);
        return Server.URI.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
    }

    /** The name of such a URI's database. */
    static String database(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    }

    /** The same database for another user. */
    static String uri(String uri, String user, String password) {
        return uri.replaceFirst("\\?.*", "") + "?user=" + user + "&password=" + password;
    }

    /** Drops the database with all that is in it. */
    static void drop(String uri) {
        run(Server.URI, "DROP DATABASE " + database(uri));
    }

    static void run(String uri, String sql) {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opened by the first test that asks. */
    private static final class Server {
        static final String URI = GivenServer.MARIADB
                .uri()
                .orElseGet(
                        () -> MariaDbProcess.started(MariaDbProcess.FORGETFUL).uri());
    }
}
