package io.leasehold.tck.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of the kit over one store: which rule had how many cases, and what came of them.
 *
 * @param store the class that opens it
 */
record Summary(String store, List<Case> cases) {
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

    /** One line for all, one a rule, one for each case that did not pass. */
    String text() {
        String rules = Stream.of(Rule.values()).map(this::line).collect(Collectors.joining());
        String rest = cases.stream().map(Summary::notPassed).collect(Collectors.joining());
        return head() + "\nrule   passed failed skipped\n" + rules + rest;
    }

    String head() {
        return "Leasehold conformance kit over " + store + ": " + cases.size() + " cases, "
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

    private static String notPassed(Case found) {
        return found.outcome() == Case.Outcome.PASSED
                ? ""
                : found.outcome() + " " + found.name() + ": " + found.why() + "\n";
    }
}
