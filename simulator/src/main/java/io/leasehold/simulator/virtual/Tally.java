package io.leasehold.simulator.virtual;

import java.util.EnumMap;
import java.util.Map;

/** How often each trouble fired, by what its instance was doing. Not thread-safe. */
public final class Tally {
    private final Map<Trouble, Map<Moment, Long>> counts = new EnumMap<>(Trouble.class);

    void count(Trouble trouble, Moment moment) {
        counts.computeIfAbsent(trouble, key -> new EnumMap<>(Moment.class)).merge(moment, 1L, Long::sum);
    }

    /** Adds what another one counted. */
    void add(Tally other) {
        other.counts.forEach((trouble, moments) ->
                moments.forEach((moment, count) -> counts.computeIfAbsent(trouble, key -> new EnumMap<>(Moment.class))
                        .merge(moment, count, Long::sum)));
    }

    /** How often it fired there. */
    public long of(Trouble trouble, Moment moment) {
        return counts.getOrDefault(trouble, Map.of()).getOrDefault(moment, 0L);
    }
}
