package io.leasehold.simulator.virtual;

import java.util.List;

/**
 * What a batch of seeds came to, and its verdict.
 *
 * @param options what each seed's run was made of
 * @param first the first seed
 * @param totals what they came to
 * @param interrupted whether a person ended it before its time
 */
public record BatchResult(VirtualOptions options, long first, Totals totals, boolean interrupted) {
    /** One that came to its end. */
    public BatchResult(VirtualOptions options, long first, Totals totals) {
        this(options, first, totals, false);
    }

    /** From so many seeds on, a cell of the coverage that could have been come to and never was makes the batch red. */
    public static final long LONG = 5_000;

    /** Which cells such runs can come to. */
    public Coverage coverage() {
        return new Coverage(options);
    }

    /** The gaps in the coverage that a batch as long as this must not have. */
    public List<String> demandedGaps() {
        return totals.seeds() < LONG ? List.of() : coverage().gaps(totals.tally());
    }

    /** Whether no oracle found anything, and nothing is missing that was demanded. */
    public boolean green() {
        return totals.red().isEmpty() && demandedGaps().isEmpty();
    }

    /** In one line. */
    public String verdict() {
        return interrupted ? "INTERRUPTED: " + judged() + " so far, in " + totals.seeds() + " seeds" : judged();
    }

    private String judged() {
        if (green()) {
            return "GREEN";
        }
        return totals.red().isEmpty()
                ? "RED: " + demandedGaps().size() + " cells of fault and phase were never come to"
                : "RED: " + totals.red().size() + " of " + totals.seeds() + " seeds";
    }
}
