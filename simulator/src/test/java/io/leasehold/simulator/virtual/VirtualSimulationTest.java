package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.oracle.Judgement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeds as a test of somebody's own build. */
class VirtualSimulationTest {
    private static final EngineSettings OTHERS =
            EngineSettings.lasting(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(15));

    @Test
    void seedsWithOtherSettingsHold() throws InterruptedException {
        VirtualSimulation simulation = VirtualSimulation.of(3)
                .settings(OTHERS)
                .trouble(Duration.ofMinutes(10))
                .instances(3)
                .jobs(5);
        simulation.holds();
        BatchResult result = simulation.from(4).run();
        assertThat(result.verdict()).isEqualTo("GREEN");
        assertThat(result.totals().seeds()).isEqualTo(3);
        assertThat(result.totals().opportunities().get("DUP")).isGreaterThan(100);
        assertThat(result.totals().yearsPerProcessorHour()).isPositive();
    }

    @Test
    void aRedSeedFailsWithWhatWasFoundAndHowToReplayIt() {
        VirtualSimulation simulation = VirtualSimulation.of(3).settings(OTHERS).trouble(Duration.ofMinutes(10));
        assertThatThrownBy(() -> simulation.holds(seed -> seed == 2 ? red(seed) : green(seed)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("RED seed 2")
                .hasMessageContaining("DUP: job-1 was sent twice")
                .hasMessageContaining(
                        "leasehold simulate --mode virtual --seeds 1 --seed 2 --jobs 20 --instances 5 --duration 10m"
                                + " --ttl 30s --heartbeat 5s --scan 15s")
                .hasMessageContaining("RED: 1 of 3 seeds");
    }

    @Test
    void aLongBatchMustNotHaveLeftACellOut() throws InterruptedException {
        BatchResult enough = new BatchResult(VirtualOptions.DEFAULT, 1, totals(BatchResult.LONG));
        assertThat(enough.verdict()).startsWith("RED: ").endsWith("cells of fault and phase were never come to");
        assertThat(enough.demandedGaps()).contains("3 freeze beyond ttl × before effect");
        BatchResult few = new BatchResult(VirtualOptions.DEFAULT, 1, totals(BatchResult.LONG - 1));
        assertThat(few.verdict()).isEqualTo("GREEN");
    }

    @Test
    void noSeedsAreNoTest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VirtualSimulation.of(0))
                .withMessage("seeds must be at least 1, but is 0");
    }

    private static Totals totals(long seeds) {
        Totals totals = new Totals();
        for (long seed = 1; seed <= seeds; seed++) {
            totals.add(green(seed));
        }
        return totals;
    }

    private static VirtualResult green(long seed) {
        return result(seed, new Judgement("DUP", 1, List.of()));
    }

    private static VirtualResult red(long seed) {
        return result(seed, new Judgement("DUP", 1, List.of("job-1 was sent twice")));
    }

    private static VirtualResult result(long seed, Judgement judgement) {
        return new VirtualResult(
                seed, List.of(judgement), new Tally(), Duration.ofHours(1), Duration.ofMillis(100), 1, () -> "");
    }
}
