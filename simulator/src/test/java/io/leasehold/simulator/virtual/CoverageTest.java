package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.sink.Delivering;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fault × phase: no run comes to a cell that is said to be out of reach, and one that nobody came to is a gap. */
class CoverageTest {
    @ParameterizedTest
    @EnumSource(Delivering.class)
    void whatIsOutOfReachIsNeverHit(Delivering delivering) {
        VirtualOptions options = VirtualOptions.DEFAULT.delivering(delivering);
        Coverage coverage = new Coverage(options);
        Tally tally = new Tally();
        for (long seed = 1; seed <= 6; seed++) {
            tally.add(new VirtualRun(seed, options).run().tally());
        }
        List<String> hit = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            for (StepPhase phase : StepPhase.values()) {
                if (tally.of(trouble, phase) > 0
                        && coverage.never(trouble, phase).isPresent()) {
                    hit.add(trouble + " × " + phase);
                }
            }
        }
        assertThat(hit).isEmpty();
        assertThat(tally.total(Trouble.KILL)).isPositive();
    }

    @Test
    void aCellThatNobodyCameToIsAGap() {
        Coverage coverage = new Coverage(VirtualOptions.DEFAULT);
        Tally tally = new Tally();
        assertThat(coverage.gaps(tally))
                .contains("2 kill × resolving", "1 orderly stop × releasing")
                .doesNotContain("1 orderly stop × shutting down", "16 one joins × idle");
        tally.count(Trouble.KILL, StepPhase.RESOLVING);
        assertThat(coverage.gaps(tally)).doesNotContain("2 kill × resolving");
    }
}
