package io.leasehold.simulator.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a zero is worth. */
class RuleOfThreeTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "5, 2", "30, 10", "97, 32", "300, 100", "18234, 6000", "1000000, 330000"})
    void isBelowOneInAThird(long opportunities, long oneIn) {
        assertThat(RuleOfThree.belowOneIn(opportunities)).isEqualTo(oneIn);
    }

    /** At the rate that is told, or a higher one, so many zeros come at most once in twenty times. */
    @ParameterizedTest
    @CsvSource({"5", "97", "18234"})
    void neverPromisesTooMuch(long opportunities) {
        double rate = 1.0 / RuleOfThree.belowOneIn(opportunities);
        assertThat(Math.pow(1 - rate, (double) opportunities)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void saysSo() {
        assertThat(RuleOfThree.sentence("duplicates", 18_234, "takeovers with an open step"))
                .isEqualTo("0 duplicates in 18,234 takeovers with an open step: below 1 in 6,000 at 95 %");
        assertThat(RuleOfThree.sentence("duplicates", 1, "steps"))
                .isEqualTo("0 duplicates in 1 steps: too few to say how rare");
        assertThat(RuleOfThree.sentence("duplicates", 0, "steps"))
                .isEqualTo("nothing tried it: this run says nothing about it");
    }
}
