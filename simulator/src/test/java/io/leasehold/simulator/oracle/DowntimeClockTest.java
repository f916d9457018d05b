package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DowntimeClockTest {
    /** a is cut off under a claim whose token had been issued before; then it writes an intent that waits for 20 s. */
    private static long pauseBehind(UnaryOperator<Story> forgotten) {
        Story before = Story.virtual("b").claimed("a", 1).written("a", 1, 7, 1, 1_000L);
        Story told = forgotten
                .apply(before)
                .claimed("a", 1)
                .cut("a", 60_000)
                .at(10_000)
                .intent("a", 1, 1)
                .written("a", 1, 2, 1, 20_000L)
                .at(30_500)
                .claimed("b", 2)
                .effect("b", 2, 1);
        return Downtime.of(told.told()).get(0).sinceMillis();
    }

    @Test
    void aWriteUnderATokenThatIsIssuedAnewIsNoRepeat() {
        assertThat(pauseBehind(story -> story.ordered("Erase").submittedAgain()))
                .isGreaterThanOrEqualTo(30_000);
        assertThat(pauseBehind(story -> story.setBack(null, 0, 0, 1))).isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void aWriteThatIsAppliedOnceMoreMovesNothing() {
        assertThat(pauseBehind(story -> story)).isLessThan(30_000);
    }
}
