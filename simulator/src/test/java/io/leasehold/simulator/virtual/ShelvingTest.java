package io.leasehold.simulator.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.sink.Terms;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Engines that keep nothing of a resting job in memory, under every single hit and under drawn trouble. */
class ShelvingTest {
    @ParameterizedTest
    @EnumSource
    void everyEventMayBeHit(SweepStory story) {
        SweepRun undisturbed = run(story, List.of());
        green(undisturbed.run(), "nothing");
        assertThat(undisturbed.events()).isGreaterThan(inMemory(story));
        for (Hit hit : undisturbed.possible()) {
            SweepRun struck = run(story, List.of(hit));
            green(struck.run(), story.word() + " " + hit.word());
            assertThat(struck.missed()).isEmpty();
        }
    }

    @Test
    void drawnTroubleFindsNothing() {
        VirtualOptions shelving = VirtualOptions.DEFAULT.resting(Resting.ON_THE_SHELF);
        for (long seed = 1; seed <= 6; seed++) {
            VirtualResult result = new VirtualRun(seed, shelving).run();
            green(result.judgements(), "seed " + seed);
        }
    }

    /** How many events a story has where nothing is read again. */
    private static int inMemory(SweepStory story) {
        SweepRun run = new SweepRun(story, List.of());
        run.run();
        return run.events();
    }

    private static SweepRun run(SweepStory story, List<Hit> hits) {
        return new SweepRun(story, Over.MEMORY, Terms.DEFAULT, Resting.ON_THE_SHELF, hits, event -> {});
    }

    private static void green(List<Judgement> judgements, String what) {
        assertThat(judgements).as(what).allMatch(Judgement::kept);
    }
}
