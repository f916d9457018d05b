package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.scenario.FaultCounts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Engines over PostgreSQL whose messages are rows there, killed and frozen inside their transactions. The server ends a transaction that
 * idles for longer than its owner's lease had left, so even whoever stands still there is taken over within the bound.
 */
class InStorePostgresTest {
    @Test
    void whoStandsStillInsideItsTransactionIsTakenOverInTime() throws IOException, InterruptedException {
        assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .as("a PostgreSQL server is at hand for this kind of machine")
                .isEqualTo("Linux amd64");
        FaultCounts faults = new FaultCounts(Map.of(Phase.AFTER_EFFECT, 1), Map.of(Phase.AFTER_EFFECT, 1), 0);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "500")
                .start()) {
            RunResult result =
                    new ShortRun(faults, 8, Seams.NONE, new Inside()).run(server.getJdbcUrl("postgres", "postgres"));
            assertThat(result.judgements())
                    .allSatisfy(judgement -> assertThat(judgement.violations())
                            .as(judgement.oracle())
                            .isEmpty());
            assertThat(result.missed()).isEmpty();
            assertThat(result.verdict()).isEqualTo(Verdict.GREEN);
            assertThat(result.cutOff()).isPositive();
        }
    }
}
