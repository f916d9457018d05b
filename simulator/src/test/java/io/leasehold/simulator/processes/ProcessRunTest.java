package io.leasehold.simulator.processes;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** JVMs over each family of stores, killed, frozen, halted and stopped: every oracle of processes is content. */
class ProcessRunTest {
    @Test
    void overAnH2File() throws InterruptedException {
        ShortProcessRun.ofAll().green(Optional.empty());
    }

    @Test
    void overRedis() throws InterruptedException {
        Optional<String> given = GivenServer.REDIS.uri();
        if (given.isPresent()) {
            ShortProcessRun.ofAll().green(given);
            return;
        }
        assumeThat(linux())
                .as("a Redis server is at hand for this kind of machine")
                .isTrue();
        try (RedisProcess server = RedisProcess.started("--appendonly", "yes", "--appendfsync", "always")) {
            ShortProcessRun.ofAll().green(Optional.of(server.uri()));
        }
    }

    @Test
    void overPostgres() throws IOException, InterruptedException {
        Optional<String> given = GivenServer.POSTGRES.uri();
        if (given.isPresent()) {
            ShortProcessRun.ofAll().green(given);
            return;
        }
        assumeThat(linux())
                .as("a PostgreSQL server is at hand for this kind of machine")
                .isTrue();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                .setServerConfig("fsync", "on")
                .start()) {
            ShortProcessRun.ofAll().green(Optional.of(server.getJdbcUrl("postgres", "postgres")));
        }
    }

    private static boolean linux() {
        return (System.getProperty("os.name") + " " + System.getProperty("os.arch")).equals("Linux amd64");
    }
}
