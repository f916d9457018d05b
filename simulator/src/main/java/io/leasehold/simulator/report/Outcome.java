package io.leasehold.simulator.report;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Phase;
import io.leasehold.simulator.oracle.Downtimes;
import io.leasehold.simulator.oracle.Evidence;
import io.leasehold.simulator.oracle.LossOracle;
import io.leasehold.simulator.oracle.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run came to.
 *
 * @param evidence what happened
 * @param verdicts what each oracle found
 * @param instances how many instances were started in all
 * @param settings the engines' settings
 * @param stall the machine's own worst stall
 */
public record Outcome(
        Evidence evidence, List<Verdict> verdicts, int instances, EngineSettings settings, Duration stall) {
    /** How a run can end. */
    public enum Colour {
        /** Every oracle is satisfied and every phase was hit. */
        GREEN,
        /** An oracle found a violation, or a phase was never hit, so that the run says too little. */
        RED,
        /** The machine itself stalled: the run says nothing. */
        INVALID
    }

    /** The run's verdict. */
    public Colour colour() {
        if (stall.compareTo(settings.guard().dividedBy(2)) > 0) {
            return Colour.INVALID;
        }
        boolean green =
                verdicts.stream().allMatch(Verdict::green) && missedPhases().isEmpty();
        return green ? Colour.GREEN : Colour.RED;
    }

    /** The process's exit code: 0 green, 1 red, 2 invalid. */
    public int exitCode() {
        return switch (colour()) {
            case GREEN -> 0;
            case RED -> 1;
            case INVALID -> 2;
        };
    }

    /** Phases in which no instance was killed. */
    public Set<Phase> missedPhases() {
        Set<Phase> missed = new TreeSet<>(List.of(Phase.values()));
        evidence.of(HistoryEvent.Killed.class).forEach(kill -> missed.remove(kill.phase()));
        return missed;
    }

    long kills(Phase phase) {
        return evidence.of(HistoryEvent.Killed.class).stream()
                .filter(kill -> kill.phase() == phase)
                .count();
    }

    long kills() {
        return evidence.of(HistoryEvent.Killed.class).size();
    }

    long jobs() {
        return evidence.of(HistoryEvent.Submitted.class).size();
    }

    long sends() {
        return evidence.of(HistoryEvent.Effect.class).size();
    }

    long asked() {
        return evidence.of(HistoryEvent.Submitted.class).stream()
                .mapToLong(HistoryEvent.Submitted::steps)
                .sum();
    }

    long takeovers() {
        return evidence.of(HistoryEvent.TookOver.class).stream()
                .mapToLong(HistoryEvent.TookOver::jobs)
                .sum();
    }

    long found(String oracle) {
        return verdicts.stream()
                .filter(verdict -> verdict.oracle().equals(oracle))
                .mapToLong(verdict -> verdict.violations().size())
                .sum();
    }

    long inDoubt() {
        return LossOracle.reported(evidence).size();
    }

    /** Standstills in milliseconds, ascending: after crashes, or after orderly stops. */
    long[] downtimes(boolean graceful) {
        return Downtimes.in(evidence).stream()
                .filter(down -> down.graceful() == graceful)
                .mapToLong(Downtimes.Downtime::millis)
                .sorted()
                .toArray();
    }

    /** The smallest value that this share of the sorted values doesn't exceed; 0 if there are none. */
    static long percentile(long[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return Arrays.stream(sorted).skip(Math.max(0, rank - 1)).findFirst().orElse(0);
    }
}
