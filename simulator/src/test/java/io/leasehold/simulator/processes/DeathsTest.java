package io.leasehold.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.processes.Deaths.Means;
import io.leasehold.simulator.scenario.FaultCounts;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeathsTest {
    private static final FaultCounts KILLS = new FaultCounts(Map.of(Phase.AFTER_INTENT, 2, Phase.IDLE, 3), Map.of(), 1);

    @Test
    void haltsAreSpreadOverThePointsThatHaveNames() {
        FaultCounts all = Deaths.all(KILLS, 3);
        assertThat(all.kills())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Phase.AFTER_INTENT, 4, Phase.AFTER_EFFECT, 1, Phase.IDLE, 3));
        assertThat(all.stops()).isEqualTo(1);
    }

    @Test
    void eachKillHasTheMeansThatWerePlanned() {
        Deaths deaths = Deaths.drawn(KILLS, 3, new Random(1));
        assertThat(Stream.generate(() -> deaths.next(Phase.AFTER_INTENT)).limit(4))
                .containsExactlyInAnyOrder(Means.SIGKILL, Means.SIGKILL, Means.HALT, Means.HALT);
        assertThat(deaths.next(Phase.AFTER_EFFECT)).isEqualTo(Means.HALT);
        assertThat(Stream.generate(() -> deaths.next(Phase.IDLE)).limit(4)).containsOnly(Means.SIGKILL);
    }
}
