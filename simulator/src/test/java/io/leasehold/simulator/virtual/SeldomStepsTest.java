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
    @ValueSource(
            longs = {
                5_000_180,
                5_001_840,
                5_003_412,
                5_004_986,
                860_980_026_708L,
                860_980_028_119L,
                962_103_298_613L,
                962_103_299_554L,
                962_103_300_943L,
                962_103_302_182L,
                962_103_302_908L,
                962_103_304_832L,
                962_103_305_091L,
                962_103_305_716L,
                962_103_306_897L,
                962_103_307_997L,
                962_103_312_645L,
                962_103_316_058L,
                962_103_318_350L,
                962_103_320_126L,
                962_103_322_595L,
                962_103_323_242L
            })
    void areGreen(long seed) {
        assertThat(new VirtualRun(seed, SELDOM).run().judgements())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }
}
