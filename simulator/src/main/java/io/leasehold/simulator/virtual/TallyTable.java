package io.leasehold.simulator.virtual;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** The coverage matrix for people: what fired, by the phase of the steps that it hit; with a coverage also what never did, and what can't. */
final class TallyTable {
    private final Tally tally;
    private final Optional<Coverage> coverage;
    private final List<String> reasons;

    TallyTable(Tally tally, Optional<Coverage> coverage) {
        this.tally = tally;
        this.coverage = coverage;
        this.reasons = coverage.map(Coverage::reasons).orElse(List.of());
    }

    void print(PrintWriter out) {
        out.printf("%-28s", "fired, by phase of the steps");
        for (StepPhase phase : StepPhase.values()) {
            out.printf("%14s", phase.words());
        }
        out.println();
        for (Trouble trouble : Trouble.values()) {
            if (coverage.isPresent() || tally.total(trouble) > 0) {
                row(trouble, out);
            }
        }
        for (int i = 0; i < reasons.size(); i++) {
            out.println("  " + mark(i) + ": " + reasons.get(i));
        }
        if (tally.halfDone() > 0) {
            out.printf("  kills and freezes between an index entry and its job's record: %,d%n", tally.halfDone());
        }
    }

    private void row(Trouble trouble, PrintWriter out) {
        out.printf("  %-26s", trouble.text());
        for (StepPhase phase : StepPhase.values()) {
            out.printf("%14s", cell(trouble, phase));
        }
        out.println();
    }

    private String cell(Trouble trouble, StepPhase phase) {
        long count = tally.of(trouble, phase);
        return count > 0
                ? String.valueOf(count)
                : coverage.flatMap(known -> known.never(trouble, phase))
                        .map(reason -> mark(reasons.indexOf(reason)))
                        .orElse("0");
    }

    private static String mark(int reason) {
        return "n/a " + (char) ('a' + reason);
    }
}
