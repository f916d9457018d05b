package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours whose jobs step every five minutes, as those of the nightly preset, where engines or oracles once were wrong. */
class SeldomStepsTest {
    private static final VirtualOptions SELDOM =
            VirtualOptions.DEFAULT.time(Duration.ofHours(4)).pace(Duration.ofMinutes(5));

    @ParameterizedTest
    @ValueSource(longs = {5_000_180, 5_001_840, 5_003_412, 5_004_986, 860_980_026_708L, 860_980_028_119L})
    void areGreen(long seed) {
        assertThat(new VirtualRun(seed, SELDOM).run().judgements())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }
}
