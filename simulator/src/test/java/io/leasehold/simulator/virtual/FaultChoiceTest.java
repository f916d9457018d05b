package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.simulator.sink.Delivering;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults by name: those that are named befall runs, and nothing else does. */
class FaultChoiceTest {
    private static final int SEEDS = 40;

    private static FaultChoice drawn(String words) {
        return FaultChoice.of(words, FaultChoice.DRAWN);
    }

    private static List<Trouble> chosen(String words) {
        FaultChoice choice = drawn(words);
        return Stream.of(Trouble.values()).filter(choice::has).toList();
    }

    private static Tally tally(VirtualOptions options) {
        Tally tally = new Tally();
        for (long seed = 1; seed <= SEEDS; seed++) {
            tally.add(new VirtualRun(seed, options).run().tally());
        }
        return tally;
    }

    private static VirtualOptions options(Delivering delivering) {
        return VirtualOptions.DEFAULT.jobs(6).time(Duration.ofMinutes(30)).delivering(delivering);
    }

    private static List<Trouble> met(VirtualOptions options) {
        Tally tally = tally(options);
        return Stream.of(Trouble.values())
                .filter(trouble -> tally.total(trouble) > 0)
                .toList();
    }

    @Test
    void aNameIsANumberAllWordsOrSomeOfThem() {
        assertThat(chosen("kill,freeze"))
                .containsExactly(Trouble.KILL, Trouble.KILL_TWO, Trouble.FREEZE, Trouble.SHORT_FREEZE);
        assertThat(chosen("kill-of-two, 3")).containsExactly(Trouble.KILL_TWO, Trouble.FREEZE);
        assertThat(chosen("persons-orders,sink-cant-be-asked,slow-sink,cut,-requests"))
                .containsExactly(
                        Trouble.CUT_ANSWERS, Trouble.ORDER, Trouble.SINK_SLOW, Trouble.SINK_BUSY, Trouble.SINK_SILENT);
    }

    @Test
    void aMinusTakesAway() {
        assertThat(chosen("all,-clock"))
                .isEqualTo(chosen("-clock"))
                .isEqualTo(chosen("-7,-8,-9"))
                .hasSize(FaultChoice.DRAWN.size() + 1 - 3)
                .doesNotContain(Trouble.WALL_JUMP, Trouble.RATE, Trouble.STORE_JUMP);
        assertThat(chosen("all,-all")).isEmpty();
    }

    @Test
    void aWrongNameIsToldTheRightOnes() {
        for (String wrong : List.of("kills", "", "kill,,freeze", "-", "18", "ill", "kill,--freeze")) {
            assertThatThrownBy(() -> drawn(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there are all, orderly-stop, kill, kill-of-two, freeze-beyond-ttl")
                    .hasMessageContaining("wake-up-lost");
        }
        assertThatThrownBy(() -> FaultChoice.of("clock", FaultChoice.IN_REAL_TIME))
                .hasMessageContaining("\"clock\"; there are all, orderly-stop, kill, freeze-beyond-ttl,");
    }

    @ParameterizedTest
    @EnumSource(value = Delivering.class, names = "IN_STORE", mode = EnumSource.Mode.EXCLUDE)
    void whatIsLeftOutNeverHappens(Delivering delivering) {
        assertThat(met(options(delivering).faults(drawn("all,-all")))).isEmpty();
    }

    @Test
    void whatIsNamedHappensAlone() {
        assertThat(met(options(Delivering.AT_MOST_ONCE).faults(drawn("kill,clock"))))
                .containsExactly(Trouble.KILL, Trouble.KILL_TWO, Trouble.WALL_JUMP, Trouble.RATE, Trouble.STORE_JUMP);
    }

    @Test
    void theSameSeedsHaveAllOfItOtherwise() {
        assertThat(met(options(Delivering.AT_MOST_ONCE)))
                .containsAll(FaultChoice.DRAWN.stream()
                        .filter(trouble -> !Set.of(Trouble.SINK_SILENT).contains(trouble))
                        .toList());
    }

    @Test
    void aReplayHasTheSame() {
        assertThat(drawn("All, -Clock").option()).isEqualTo(" --faults=all,-clock");
        assertThat(FaultChoice.ALL.option()).isEmpty();
    }

    @Test
    void noCellOfItIsAskedFor() {
        Coverage coverage = new Coverage(VirtualOptions.DEFAULT.faults(drawn("-kill")));
        assertThat(coverage.gaps(new Tally()))
                .contains("1 orderly stop × releasing")
                .noneMatch(gap -> gap.startsWith("2 "));
        assertThat(coverage.never(Trouble.KILL, StepPhase.IDLE)).contains("left out by --faults");
    }
}
