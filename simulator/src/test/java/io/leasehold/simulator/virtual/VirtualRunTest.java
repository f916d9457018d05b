package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.oracle.Judgement;
import org.junit.jupiter.api.Test;

/** Virtual time: green, and the same seed tells the same history; five thousand seeds are CI's, by {@code simulate --preset ci}. */
class VirtualRunTest {
    @Test
    void twentySeedsOfAnHourAreGreen() {
        for (long seed = 1; seed <= 20; seed++) {
            VirtualResult result = new VirtualRun(seed, VirtualOptions.DEFAULT).run();
            assertThat(result.judgements())
                    .as("seed %s", seed)
                    .allSatisfy(judgement -> assertThat(judgement.violations())
                            .as(judgement.oracle())
                            .isEmpty());
        }
    }

    @Test
    void theSameSeedTellsTheSameHistoryAndAnotherSeedAnother() {
        VirtualResult first = new VirtualRun(7, VirtualOptions.DEFAULT).run();
        VirtualResult again = new VirtualRun(7, VirtualOptions.DEFAULT).run();
        VirtualResult other = new VirtualRun(8, VirtualOptions.DEFAULT).run();
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(again.events()).isEqualTo(first.events());
        assertThat(other.digest()).isNotEqualTo(first.digest());
        assertThat(first.judgements()).extracting(Judgement::oracle).contains("AUTH", "MONO", "DUP", "LOSS");
    }
}
