package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.oracle.Judgement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The other delivery modes; two hundred seeds and all stories are CI's, by {@code simulate --delivery}. */
class DeliveringTest {
    @ParameterizedTest
    @EnumSource(names = "AT_MOST_ONCE", mode = EnumSource.Mode.EXCLUDE)
    void tenSeedsOfAnHourAreGreen(Delivering delivering) {
        List<HistoryEvent> history = new ArrayList<>();
        for (long seed = 1; seed <= 10; seed++) {
            VirtualOptions options = VirtualOptions.DEFAULT.delivering(delivering);
            green(new VirtualRun(seed, options, history::add).run().judgements(), "seed " + seed);
        }
        assertThat(history)
                .as("nothing is left behind in these modes")
                .noneMatch(event -> event instanceof HistoryEvent.InDoubt doubt && doubt.skipped());
        assertThat(history).filteredOn(HistoryEvent.InDoubt.class::isInstance).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(names = "AT_MOST_ONCE", mode = EnumSource.Mode.EXCLUDE)
    void everyEventOfACrashMayBeHit(Delivering delivering) {
        SweepRun undisturbed = run(delivering, List.of(), new ArrayList<>());
        green(undisturbed.run(), "nothing");
        List<HistoryEvent> history = new ArrayList<>();
        for (Hit hit : undisturbed.possible()) {
            SweepRun run = run(delivering, List.of(hit), history);
            green(run.run(), hit.word());
            assertThat(run.missed()).isEmpty();
        }
        if (delivering == Delivering.AT_LEAST_ONCE) {
            assertThat(history)
                    .as("repeats that the sink has seen already")
                    .filteredOn(HistoryEvent.RequestKnown.class::isInstance)
                    .hasSizeGreaterThan(100);
        }
    }

    private static SweepRun run(Delivering delivering, List<Hit> hits, List<HistoryEvent> history) {
        return new SweepRun(SweepStory.CRASH, Over.MEMORY, delivering, hits, history::add);
    }

    private static void green(List<Judgement> judgements, String what) {
        assertThat(judgements)
                .as(what)
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
    }
}
