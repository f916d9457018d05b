package io.leasehold.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostLossTest {
    private static EffectStarted effect(long at, String job) {
        return new EffectStarted(at, job, "r", 1, 1, "i1", "text", "", "", null);
    }

    /** Killed at 10 s: one job was due at once, the other five seconds later by its own pace. */
    @Test
    void countsFromTheKillOrFromWhenAJobWasDue() {
        List<HistoryEvent> events = List.of(
                new Submitted(0, "quick", "r", 9, 1_000),
                new Submitted(0, "slow", "r", 9, 6_000),
                effect(9_000, "quick"),
                effect(9_000, "slow"),
                effect(13_000, "quick"),
                effect(15_500, "slow"),
                effect(20_000, "slow"));
        assertThat(HostLoss.of(events, 10_000)).isEqualTo(new HostLoss(2, 500, 3_000));
    }
}
