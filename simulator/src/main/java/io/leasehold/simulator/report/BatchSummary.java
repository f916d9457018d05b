package io.leasehold.simulator.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.leasehold.simulator.virtual.BatchResult;
import io.leasehold.simulator.virtual.Coverage;
import io.leasehold.simulator.virtual.StepPhase;
import io.leasehold.simulator.virtual.Tally;
import io.leasehold.simulator.virtual.Totals;
import io.leasehold.simulator.virtual.Trouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch of seeds in virtual time in numbers: what {@code leasehold-result.json} holds then.
 *
 * @param verdict GREEN, RED or INTERRUPTED
 * @param firstSeed the first seed
 * @param seeds how many
 * @param redSeeds those in which an oracle found something
 * @param instances how many ran at once
 * @param jobs how many jobs there were
 * @param simulatedHours how much virtual time went by
 * @param yearsPerProcessorHour how many simulated years an hour of one processor brings
 * @param opportunities how often each oracle could have found something
 * @param coverage by fault and phase, how often it fired, or {@code "n/a: "} and why it can't
 * @param gaps the cells that could have been come to and never were
 */
@JsonPropertyOrder({
    "verdict",
    "firstSeed",
    "seeds",
    "redSeeds",
    "instances",
    "jobs",
    "simulatedHours",
    "yearsPerProcessorHour",
    "opportunities",
    "coverage",
    "gaps"
})
public record BatchSummary(
        String verdict,
        long firstSeed,
        long seeds,
        List<Long> redSeeds,
        int instances,
        int jobs,
        long simulatedHours,
        double yearsPerProcessorHour,
        Map<String, Long> opportunities,
        Map<String, Map<String, Object>> coverage,
        List<String> gaps) {
    /** The numbers of this batch. */
    public static BatchSummary of(BatchResult result) {
        Totals totals = result.totals();
        return new BatchSummary(
                result.interrupted() ? "INTERRUPTED" : result.green() ? "GREEN" : "RED",
                result.first(),
                totals.seeds(),
                totals.red(),
                result.options().instances(),
                result.options().jobs(),
                totals.simulated().toHours(),
                totals.yearsPerProcessorHour(),
                totals.opportunities(),
                matrix(totals.tally(), result.coverage()),
                result.coverage().gaps(totals.tally()));
    }

    private static Map<String, Map<String, Object>> matrix(Tally tally, Coverage coverage) {
        Map<String, Map<String, Object>> matrix = new LinkedHashMap<>();
        for (Trouble trouble : Trouble.values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (StepPhase phase : StepPhase.values()) {
                long count = tally.of(trouble, phase);
                row.put(
                        phase.words(),
                        coverage.never(trouble, phase)
                                .filter(reason -> count == 0)
                                .<Object>map(reason -> "n/a: " + reason)
                                .orElse(count));
            }
            matrix.put(trouble.text(), row);
        }
        return matrix;
    }
}
