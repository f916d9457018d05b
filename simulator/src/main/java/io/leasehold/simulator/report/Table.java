package io.leasehold.simulator.report;

import io.leasehold.simulator.history.HistoryEvent.Phase;
import io.leasehold.simulator.oracle.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The result for people. */
public final class Table {
    private static final int MOST_SENTENCES = 10;

    private Table() {}

    /** The lines that tell of a run. */
    public static List<String> of(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        row(lines, "instances", outcome.instances() + " started in all");
        row(lines, "jobs", outcome.jobs() + ", " + outcome.asked() + " messages asked for");
        row(lines, "sends", outcome.sends() + "");
        row(
                lines,
                "kills",
                outcome.kills() + ": " + outcome.kills(Phase.AFTER_INTENT) + " after the intent, "
                        + outcome.kills(Phase.AFTER_EFFECT) + " after the effect, " + outcome.kills(Phase.IDLE)
                        + " idle");
        row(lines, "takeovers", outcome.takeovers() + " of jobs");
        downtimes(lines, "downtime after a crash", outcome.downtimes(false), bound(outcome));
        downtimes(lines, "after an orderly stop", outcome.downtimes(true), "bound 1,000 ms");
        row(lines, "duplicates", outcome.found("DUP") + "");
        row(lines, "missing, unreported", outcome.found("LOSS") + "");
        row(lines, "reported in doubt", outcome.inDoubt() + "");
        row(
                lines,
                "machine's worst stall",
                outcome.stall().toMillis() + " ms (above "
                        + outcome.settings().guard().dividedBy(2).toMillis() + " ms a run is INVALID)");
        lines.add("");
        outcome.verdicts().forEach(verdict -> judged(lines, verdict));
        if (!outcome.missedPhases().isEmpty()) {
            lines.add("  no instance was killed in: "
                    + outcome.missedPhases().stream().map(Phase::name).collect(Collectors.joining(", ")));
        }
        lines.add("");
        lines.add(verdict(outcome));
        return lines;
    }

    private static String bound(Outcome outcome) {
        return "bound " + number(outcome.settings().crashBound().toMillis()) + " ms, promise "
                + number(outcome.settings().maxDowntime().toMillis()) + " ms";
    }

    private static void downtimes(List<String> lines, String what, long[] sorted, String bound) {
        row(
                lines,
                what,
                "p50 " + number(Outcome.percentile(sorted, 0.5)) + "  p99 "
                        + number(Outcome.percentile(sorted, 0.99)) + "  max " + number(Outcome.percentile(sorted, 1))
                        + " ms of " + sorted.length + " (" + bound + ")");
    }

    private static void judged(List<String> lines, Verdict verdict) {
        String found = verdict.green() ? "ok" : verdict.violations().size() + " violation(s)";
        lines.add(String.format("  %-6s %-16s in %s", verdict.oracle(), found, number(verdict.opportunities())));
        verdict.violations().stream().limit(MOST_SENTENCES).forEach(sentence -> lines.add("         - " + sentence));
        if (verdict.violations().size() > MOST_SENTENCES) {
            lines.add("         - and " + (verdict.violations().size() - MOST_SENTENCES) + " more");
        }
    }

    private static String verdict(Outcome outcome) {
        return switch (outcome.colour()) {
            case GREEN -> "GREEN: every oracle is satisfied.";
            case RED -> "RED: the promise was not seen to hold.";
            case INVALID ->
                "INVALID: this machine stalled for " + outcome.stall().toMillis()
                        + " ms, so the run says nothing; run it again with less beside it, or with a lower --factor.";
        };
    }

    private static void row(List<String> lines, String what, String value) {
        lines.add(String.format("  %-24s %s", what, value));
    }

    private static String number(long value) {
        return String.format(java.util.Locale.ROOT, "%,d", value);
    }
}
