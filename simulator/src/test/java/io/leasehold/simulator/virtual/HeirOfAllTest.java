package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn runs in which whoever inherits all jobs is killed once it has to close what their owner left in doubt (fault 17). */
class HeirOfAllTest {
    private static final VirtualOptions OPTIONS = VirtualOptions.DEFAULT.time(Duration.ofMinutes(40));

    /** The first heartbeat, and three minutes. */
    private static final long OTHERS_START_MILLIS = 190_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 91, 126})
    void isKilledWhileItResolvesAndTheNextOneGoesOn(long seed) {
        VirtualResult result = new VirtualRun(seed, OPTIONS).run();
        assertThat(result.tally().of(Trouble.OWNER_OF_ALL, StepPhase.RESOLVING)).isEqualTo(1);
        assertThat(result.tally().of(Trouble.OWNER_OF_ALL, StepPhase.NO_JOBS)).isZero();
        assertThat(result.green()).isTrue();
    }

    /** In seed 17 the heir never owns all. */
    @ParameterizedTest
    @ValueSource(longs = {1, 17})
    void othersStartWhateverBecameOfIt(long seed) {
        List<HistoryEvent> told = new ArrayList<>();
        new VirtualRun(seed, OPTIONS, told::add).run();
        assertThat(told)
                .filteredOn(HistoryEvent.InstanceStarted.class::isInstance)
                .extracting(HistoryEvent::atMillis)
                .filteredOn(at -> at == OTHERS_START_MILLIS)
                .hasSize(OPTIONS.instances() - 1);
    }

    @Test
    void isNoneWhereKillsAreLeftOut() {
        FaultChoice others = FaultChoice.of("-kill", FaultChoice.DRAWN);
        Tally tally = new VirtualRun(1, OPTIONS.faults(others)).run().tally();
        assertThat(tally.total(Trouble.KILL)).isZero();
        assertThat(tally.total(Trouble.OWNER_OF_ALL)).isPositive();
    }
}
