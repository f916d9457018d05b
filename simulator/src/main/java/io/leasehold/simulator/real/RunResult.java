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
 * @param interrupted whether it was ended before its time, so that nothing is missing that has not come yet
 */
public record RunResult(
        RunOptions options,
        String store,
        Evidence evidence,
        List<Judgement> judgements,
        List<Fault> missed,
        long cutOff,
        Duration stall,
        boolean interrupted) {
    public RunResult {
        judgements = List.copyOf(judgements);
        missed = List.copyOf(missed);
    }

    /** A run that came to its end. */
    public RunResult(
            RunOptions options,
            String store,
            Evidence evidence,
            List<Judgement> judgements,
            List<Fault> missed,
            long cutOff,
            Duration stall) {
        this(options, store, evidence, judgements, missed, cutOff, stall, false);
    }

    /** The longest stall of the machine with which a run still proves something. */
    public Duration stallLimit() {
        return options.settings().guard().dividedBy(2);
    }

    public Verdict verdict() {
        if (interrupted) {
            return Verdict.INTERRUPTED;
        }
        if (stall.compareTo(stallLimit()) > 0) {
            return Verdict.INVALID;
        }
        boolean green = missed.isEmpty() && judgements.stream().allMatch(Judgement::kept);
        return green ? Verdict.GREEN : Verdict.RED;
    }
}
