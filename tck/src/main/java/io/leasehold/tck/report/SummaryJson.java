package io.leasehold.tck.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A summary as JSON: the totals, then a line a rule with the cases that did not pass. */
final class SummaryJson {
    private SummaryJson() {}

    static String of(Summary summary) {
        return "{\n" + field("store", text(summary.store())) + ", "
                + field("server", text(summary.server())) + ", " + counts(summary.cases()) + ",\n\"rules\": "
                + list(List.of(Rule.values()), rule -> rule(rule, summary.of(rule))) + "\n}\n";
    }

    private static String rule(Rule rule, List<Case> cases) {
        List<Case> rest = cases.stream()
                .filter(found -> found.outcome() != Case.Outcome.PASSED)
                .toList();
        return "{" + field("rule", text(rule.name())) + ", " + field("sentence", text(rule.sentence())) + ", "
                + counts(cases) + (rest.isEmpty() ? "" : ", " + field("rest", list(rest, SummaryJson::notPassed)))
                + "}";
    }

    private static String notPassed(Case found) {
        return "{" + field("case", text(found.name())) + ", "
                + field("outcome", text(found.outcome().name())) + ", " + field("why", text(found.why())) + "}";
    }

    private static String counts(List<Case> cases) {
        return Stream.concat(
                        Stream.of(field("cases", String.valueOf(cases.size()))),
                        Stream.of(Case.Outcome.values())
                                .map(outcome -> field(
                                        outcome.name().toLowerCase(Locale.ROOT),
                                        String.valueOf(Summary.count(cases, outcome)))))
                .collect(Collectors.joining(", "));
    }

    private static <T> String list(List<T> values, Function<T, String> word) {
        return values.stream().map(word).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }

    private static String field(String name, String value) {
        return text(name) + ": " + value;
    }

    /** Everything beyond plain ASCII is escaped, so that no reader can be wrong about it. */
    static String text(String value) {
        return value.chars()
                .mapToObj(c -> c < ' ' || c > '~' || c == '"' || c == '\\'
                        ? String.format("\\u%04x", c)
                        : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
