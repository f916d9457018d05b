package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn runs in which one that flaps lives until it releases a job that a person stops (fault 16). */
class FlappingTest {
    private static final VirtualOptions OPTIONS = VirtualOptions.DEFAULT.time(Duration.ofMinutes(40));

    @ParameterizedTest
    @ValueSource(longs = {1453, 2861})
    void canBeCaughtWhileItReleases(long seed) {
        VirtualResult result = new VirtualRun(seed, OPTIONS).run();
        assertThat(result.tally().of(Trouble.FLAP, StepPhase.RELEASING)).isPositive();
        assertThat(result.green()).isTrue();
    }

    /** Once red: that one which lives longer was killed in the calm after the trouble. */
    @ParameterizedTest
    @ValueSource(longs = {877, 1326, 2639})
    void isOverWhenTheTroubleIs(long seed) {
        assertThat(new VirtualRun(seed, OPTIONS).run().green()).isTrue();
    }
}
