package io.leasehold.tck.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of the kit over one store: which rule had how many cases, and what came of them.
 *
 * @param store the class that opens it
 * @param server kind and version as the store reported them; empty where it was not asked
 */
record Summary(String store, String server, List<Case> cases) {
    Summary {
        cases = List.copyOf(cases);
    }

    /** The rules that nothing tested: none, when the whole kit has run. */
    List<Rule> untested() {
        return Stream.of(Rule.values()).filter(rule -> of(rule).isEmpty()).toList();
    }

    List<Case> of(Rule rule) {
        return cases.stream().filter(found -> found.rule() == rule).toList();
    }

    long count(Case.Outcome outcome) {
        return count(cases, outcome);
    }

    /** One line for all, one a rule, one for each case that failed, one for each reason why cases were skipped. */
    String text() {
        String rules = Stream.of(Rule.values()).map(this::line).collect(Collectors.joining());
        return head() + "\nrule   passed failed skipped\n" + rules + failed() + skipped();
    }

    String head() {
        return "Leasehold conformance kit over " + store + (server.isEmpty() ? "" : ", " + server) + ": " + cases.size()
                + " cases, "
                + count(Case.Outcome.PASSED) + " passed, " + count(Case.Outcome.FAILED) + " failed, "
                + count(Case.Outcome.SKIPPED) + " skipped";
    }

    static long count(List<Case> cases, Case.Outcome outcome) {
        return cases.stream().filter(found -> found.outcome() == outcome).count();
    }

    private String line(Rule rule) {
        List<Case> own = of(rule);
        return String.format(
                "%-6s %6d %6d %7d  %s\n",
                rule,
                count(own, Case.Outcome.PASSED),
                count(own, Case.Outcome.FAILED),
                count(own, Case.Outcome.SKIPPED),
                rule.sentence());
    }

    private String failed() {
        return cases.stream()
                .filter(found -> found.outcome() == Case.Outcome.FAILED)
                .map(found -> "FAILED " + found.name() + ": " + found.why() + "\n")
                .collect(Collectors.joining());
    }

    private String skipped() {
        Map<String, List<Case>> byReason = cases.stream()
                .filter(found -> found.outcome() == Case.Outcome.SKIPPED)
                .collect(Collectors.groupingBy(Case::why, TreeMap::new, Collectors.toList()));
        return byReason.entrySet().stream()
                .map(skipped -> "SKIPPED " + skipped.getValue().size() + " of " + rules(skipped.getValue()) + ": "
                        + skipped.getKey() + "\n")
                .collect(Collectors.joining());
    }

    private static String rules(List<Case> cases) {
        return cases.stream()
                .map(Case::rule)
                .distinct()
                .sorted()
                .map(Rule::name)
                .collect(Collectors.joining(", "));
    }
}
