package io.leasehold.simulator.virtual;

import java.util.EnumMap;
import java.util.Map;

/** How often each trouble fired, by the phase of the steps that it hit. Not thread-safe. */
public final class Tally {
    private long halfDone;
    private final Map<Trouble, Map<StepPhase, Long>> counts = new EnumMap<>(Trouble.class);

    void count(Trouble trouble, StepPhase phase) {
        counts.computeIfAbsent(trouble, key -> new EnumMap<>(StepPhase.class)).merge(phase, 1L, Long::sum);
    }

    /** An instance was killed or froze between an index entry and its job's record. */
    void countHalfDone() {
        halfDone++;
    }

    /** How often that was. */
    public long halfDone() {
        return halfDone;
    }

    /** Adds what another one counted. */
    void add(Tally other) {
        halfDone += other.halfDone;
        other.counts.forEach((trouble, phases) ->
                phases.forEach((phase, count) -> counts.computeIfAbsent(trouble, key -> new EnumMap<>(StepPhase.class))
                        .merge(phase, count, Long::sum)));
    }

    /** How often it fired there. */
    public long of(Trouble trouble, StepPhase phase) {
        return counts.getOrDefault(trouble, Map.of()).getOrDefault(phase, 0L);
    }

    /** How often it fired at all. */
    public long total(Trouble trouble) {
        return counts.getOrDefault(trouble, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
