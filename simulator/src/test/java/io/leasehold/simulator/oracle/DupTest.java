package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Repeats;
import org.junit.jupiter.api.Test;

/** What DUP calls a violation by what mode and sink promise together; what it doesn't is counted. */
class DupTest {
    private static final long SETTLED = Story.SETTLE.toMillis();

    @Test
    void neverMeansNever() {
        Judgement found = judged(Story.repeating(Repeats.NEVER)
                .claimed("i1", 1)
                .effect("i1", 1, 1)
                .inDoubt("i1", 1)
                .effect("i1", 1, 1));
        assertThat(found.violations()).singleElement().asString().contains("reached the sink 2 times");
        assertThat(found.unpromised()).isZero();
    }

    @Test
    void aStepInDoubtMayBeRepeatedWhereNothingElseIsPromised() {
        Judgement found = judged(Story.repeating(Repeats.IN_DOUBT)
                .claimed("i1", 1)
                .effect("i1", 1, 1)
                .inDoubt("i1", 1)
                .effect("i1", 1, 1));
        assertThat(found.violations()).isEmpty();
        assertThat(found.unpromised()).isOne();
    }

    @Test
    void aStepThatNobodyDoubtedMayNot() {
        Judgement found = judged(Story.repeating(Repeats.IN_DOUBT)
                .claimed("i1", 1)
                .effect("i1", 1, 1)
                .effect("i1", 1, 1));
        assertThat(found.violations()).hasSize(1);
    }

    @Test
    void aRequestBehindTheSettleDelayMayBeOvertaken() {
        Judgement found = judged(Story.repeating(Repeats.OVERTAKEN)
                .claimed("i1", 1)
                .at(9_000)
                .effectPastGate("i1", 1, 1, 8_999)
                .effectPastGate("i1", 1, 1, 9_000 - SETTLED));
        assertThat(found.violations()).isEmpty();
        assertThat(found.unpromised()).isOne();
    }

    @Test
    void aRequestThatWasNotLateMayNot() {
        Judgement found = judged(Story.repeating(Repeats.OVERTAKEN)
                .claimed("i1", 1)
                .at(9_000)
                .effectPastGate("i1", 1, 1, 8_999)
                .effectPastGate("i1", 1, 1, 9_100 - SETTLED / 2));
        assertThat(found.violations()).hasSize(1);
    }

    @Test
    void neitherMayTwoOfWhichOneWasLate() {
        Judgement found = judged(Story.repeating(Repeats.OVERTAKEN)
                .claimed("i1", 1)
                .at(9_000)
                .effectPastGate("i1", 1, 1, 8_999)
                .effectPastGate("i1", 1, 1, 9_050)
                .effectPastGate("i1", 1, 1, 9_000 - SETTLED));
        assertThat(found.violations()).hasSize(1);
    }

    @Test
    void aRequestOfAFormerOwnerCountsFromTheClaimThatFollowed() {
        Judgement found = judged(Story.repeating(Repeats.OVERTAKEN)
                .claimed("i1", 1)
                .claimed("i2", 2)
                .at(9_000)
                .effectPastGate("i2", 2, 1, 8_999)
                .effectPastGate("i1", 1, 1, 9_099));
        assertThat(found.violations()).isEmpty();
        assertThat(found.unpromised()).isOne();
    }

    private static Judgement judged(Story story) {
        return story.judgedBy(new Dup());
    }
}
