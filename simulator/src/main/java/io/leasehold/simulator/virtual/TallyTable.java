package io.leasehold.simulator.virtual;

import java.io.PrintWriter;

/** The table of what fired, by the phase of the steps that it hit. */
final class TallyTable {
    private TallyTable() {}

    static void print(Tally tally, PrintWriter out) {
        out.printf("%-28s", "fired, by phase of the steps");
        for (StepPhase phase : StepPhase.values()) {
            out.printf("%14s", phase.words());
        }
        out.println();
        for (Trouble trouble : Trouble.values()) {
            if (tally.total(trouble) > 0) {
                out.printf("  %-26s", trouble.text());
                for (StepPhase phase : StepPhase.values()) {
                    out.printf("%14d", tally.of(trouble, phase));
                }
                out.println();
            }
        }
        if (tally.halfDone() > 0) {
            out.printf("  kills and freezes between an index entry and its job's record: %,d%n", tally.halfDone());
        }
    }
}
