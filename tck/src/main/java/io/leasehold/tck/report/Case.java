package io.leasehold.tck.report;

/**
 * One test of the kit that has ended.
 *
 * @param name its display name, which begins with the rule
 * @param why what failed, or why it was skipped; empty where it passed
 */
record Case(Rule rule, String name, Outcome outcome, String why) {
    /** How a test ends. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }
}
