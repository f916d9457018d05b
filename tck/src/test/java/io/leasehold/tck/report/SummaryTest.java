package io.leasehold.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary = new Summary(
            "my.StoreTest",
            "Mine 1.2",
            List.of(
                    new Case(Rule.R3, "R3 ended is ended", Case.Outcome.PASSED, ""),
                    new Case(Rule.R3, "R3 \"for ever\"", Case.Outcome.FAILED, "lives → again"),
                    new Case(Rule.R20, "R20 rings", Case.Outcome.SKIPPED, "nothing is pushed")));

    @Test
    void textHasALineForEachRuleAndSaysWhatDidNotPass() {
        assertThat(summary.text().lines())
                .contains(
                        "Leasehold conformance kit over my.StoreTest, Mine 1.2: 3 cases, 1 passed, 1 failed, 1 skipped")
                .contains("R3          1      1       0  " + Rule.R3.sentence())
                .contains("FAILED R3 \"for ever\": lives → again", "SKIPPED 1 of R20: nothing is pushed")
                .hasSize(2 + Rule.values().length + 2);
    }

    @Test
    void jsonSaysTheSameInPlainAscii() {
        assertThat(SummaryJson.of(summary))
                .startsWith(
                        "{\n\"store\": \"my.StoreTest\", \"server\": \"Mine 1.2\", \"cases\": 3, \"passed\": 1, \"failed\": 1, \"skipped\": 1,\n")
                .contains("\"cases\": 2, \"passed\": 1, \"failed\": 1, \"skipped\": 0, \"rest\": [")
                .contains(
                        "{\"case\": \"R3 \\u0022for ever\\u0022\", \"outcome\": \"FAILED\", \"why\": \"lives \\u2192 again\"}")
                .containsPattern("^\\p{ASCII}*$");
    }

    @Test
    void aSkippedCaseIsACaseAllTheSame() {
        assertThat(summary.untested())
                .containsExactlyElementsOf(Stream.of(Rule.values())
                        .filter(rule -> rule != Rule.R3 && rule != Rule.R20)
                        .toList());
    }
}
