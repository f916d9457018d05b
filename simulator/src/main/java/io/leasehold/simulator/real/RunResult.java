package io.leasehold.simulator.real;

import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.scenario.Fault;
import java.time.Duration;
import java.util.List;

/**
 * A finished run.
 *
 * @param options what was run
 * @param store the store's kind and version
 * @param evidence what happened
 * @param judgements what the oracles found
 * @param missed planned faults that found no victim or no occasion
 * @param cutOff how many transactions were rolled back since their owner was killed in their midst
 * @param stall the longest time for which the machine itself stood still
 */
public record RunResult(
        RunOptions options,
        String store,
        Evidence evidence,
        List<Judgement> judgements,
        List<Fault> missed,
        long cutOff,
        Duration stall) {
    public RunResult {
        judgements = List.copyOf(judgements);
        missed = List.copyOf(missed);
    }

    /** The longest stall of the machine with which a run still proves something. */
    public Duration stallLimit() {
        return options.settings().guard().dividedBy(2);
    }

    public Verdict verdict() {
        if (stall.compareTo(stallLimit()) > 0) {
            return Verdict.INVALID;
        }
        boolean green = missed.isEmpty() && judgements.stream().allMatch(Judgement::kept);
        return green ? Verdict.GREEN : Verdict.RED;
    }
}
