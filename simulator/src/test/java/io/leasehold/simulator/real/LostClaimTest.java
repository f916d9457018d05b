package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.MariaDbProcess;
import io.leasehold.testservers.RedisProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * E15 over a real server: the answer to each round trip of a claim of up to 1,000 jobs is lost on the wire, one after the other. What it
 * had taken is adopted within a heartbeat though no repeat comes through; what it had not is brought by its repeat.
 */
class LostClaimTest {
    @Test
    void isAdoptedOverRedis() {
        Optional<String> given = GivenServer.REDIS.uri();
        if (given.isPresent()) {
            isAdopted(given.get(), 6379);
            return;
        }
        try (RedisProcess server = RedisProcess.started()) {
            isAdopted(server.uri(), 6379);
        }
    }

    @Test
    void isAdoptedOverPostgres() throws IOException {
        Optional<String> given = GivenServer.POSTGRES.uri();
        if (given.isPresent()) {
            isAdopted(given.get(), 5432);
            return;
        }
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("a PostgreSQL server is at hand for this kind of machine")
                .isEqualTo("Linux amd64");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "500")
                .start()) {
            isAdopted(server.getJdbcUrl("postgres", "postgres"), 5432);
        }
    }

    @Test
    void isAdoptedOverMariaDb() {
        Optional<String> given = GivenServer.MARIADB.uri();
        if (given.isPresent()) {
            isAdopted(given.get(), 3306);
            return;
        }
        assumeThat(MariaDbProcess.isAtHand())
                .as("a MariaDB server is at hand: run Maven with -Dmariadb on Linux, or name one by "
                        + GivenServer.MARIADB.variable())
                .isTrue();
        try (MariaDbProcess server = MariaDbProcess.started(MariaDbProcess.FORGETFUL)) {
            isAdopted(server.uri(), 3306);
        }
    }

    private static void isAdopted(String uri, int usualPort) {
        int turns = 1;
        int taken = 0;
        for (int turn = 1; turn <= turns; turn++) {
            try (LostClaim claim = new LostClaim(uri, usualPort)) {
                turns = claim.turns();
                taken = claim.loses(turn);
            }
        }
        assertThat(taken)
                .as("behind its last round trip the claim has its jobs")
                .isPositive();
    }
}
