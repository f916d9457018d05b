package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Phase;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What begins a standstill, or moves its beginning. */
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

    /** A packet of before arrives once more that the store still knows; then b has the job, and dies at 11,000 ms. */
    private static long pauseBehindARepeat(long revision) {
        Story told = Story.virtual("b")
                .claimed("a", 1)
                .setBack("a", 1, 5, 1)
                .at(10_000)
                .written("a", 1, revision, 1, 20_000L)
                .claimed("b", 2)
                .at(11_000)
                .killed("b", Phase.IDLE)
                .at(31_000)
                .claimed("c", 3)
                .effect("c", 3, 1);
        return Downtime.of(told.told()).get(0).sinceMillis();
    }

    @Test
    void aWriteThatTheStoreWasSetBackToIsARepeat() {
        assertThat(pauseBehindARepeat(5)).isEqualTo(11_000);
        assertThat(pauseBehindARepeat(6)).isGreaterThan(29_000);
    }

    @Test
    void aWriteThatIsAppliedOnceMoreMovesNothing() {
        assertThat(pauseBehind(story -> story)).isLessThan(30_000);
    }
}
