package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every drill is green; the sweep tells them all too. */
class DrillTest {
    @ParameterizedTest
    @EnumSource
    void isGreen(Drill drill) {
        for (long seed = 1; seed <= 3; seed++) {
            long told = seed;
            assertThat(new DrillRun(drill, seed, event -> {}).run())
                    .allSatisfy(judgement -> assertThat(judgement.violations())
                            .as("%s, seed %d: %s", drill.word(), told, judgement.oracle())
                            .isEmpty());
        }
    }
}
