package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.GuardedReached;
import io.leasehold.simulator.history.HistoryEvent.LockTaken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locks under chaos; more seeds are a matter of {@code simulate --mode virtual --locks}. */
class LocksTest {
    @Test
    void tenSeedsOfAnHourAreGreen() {
        List<HistoryEvent> history = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            VirtualResult result = new VirtualRun(seed, VirtualOptions.DEFAULT.withLocks(), history::add).run();
            assertThat(result.judgements())
                    .as("seed " + seed)
                    .allSatisfy(judgement -> assertThat(judgement.violations())
                            .as(judgement.oracle())
                            .isEmpty());
        }
        assertThat(history).filteredOn(LockTaken.class::isInstance).hasSizeGreaterThan(500);
        assertThat(history)
                .as("requests of holders that had stood still, which only the token keeps out")
                .anyMatch(event -> event instanceof GuardedReached request && !request.accepted());
    }
}
