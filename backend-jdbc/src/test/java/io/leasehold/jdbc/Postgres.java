package io.leasehold.jdbc;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.store.RunId;
import io.leasehold.testservers.GivenServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one PostgreSQL server of this JVM's tests: the one that {@code LEASEHOLD_TEST_POSTGRES_URL} names, as
 * {@code jdbc:postgresql://HOST/DATABASE?user=…&password=…}, or one that is started here, without fsync, for no test asks what survives
 * the machine. Each test has a schema of its own there.
 */
final class Postgres {
    private static final String RUN =
            RunId.of(ThreadLocalRandom.current().nextLong()).value();
    private static final AtomicLong NUMBER = new AtomicLong();

    private Postgres() {}

    /** The URI of an empty schema that no other test knows. */
    static String uri() {
        String schema = "leasehold_" + RUN + "_" + NUMBER.incrementAndGet();
        run(Server.URI, "CREATE SCHEMA " + schema);
        return Server.URI + (Server.URI.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    /** Drops the schema with all that is in it. */
    static void drop(String uri) {
        run(Server.URI, "DROP SCHEMA " + uri.substring(uri.lastIndexOf('=') + 1) + " CASCADE");
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
        static final String URI = GivenServer.POSTGRES.uri().orElseGet(Server::started);

        private static String started() {
            assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                    .as("a PostgreSQL server is at hand for this kind of machine, or " + GivenServer.POSTGRES.variable()
                            + " names one")
                    .isEqualTo("Linux amd64");
            try {
                @SuppressWarnings("resource") // It ends with this JVM.
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "500")
                        .start();
                return server.getJdbcUrl("postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "no PostgreSQL server could be started; name one by " + GivenServer.POSTGRES.variable(), e);
            }
        }
    }
}
