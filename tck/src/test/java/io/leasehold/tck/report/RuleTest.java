package io.leasehold.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    @ParameterizedTest
    @EnumSource
    void sentenceIsOneShortLine(Rule rule) {
        assertThat(rule.sentence()).endsWith(".").hasLineCount(1).hasSizeBetween(30, 120);
    }

    @Test
    void firstWordNamesTheRule() {
        assertThat(Rule.of("R2 a renewal moves the end")).contains(Rule.R2);
        assertThat(Rule.of("R24 preparing again")).contains(Rule.R24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R", "R0 a", "R26 a", "R2: a", "r2 a", "portTakesLessThan150Lines()"})
    void anythingElseNamesNone(String displayName) {
        assertThat(Rule.of(displayName)).isEmpty();
    }
}
