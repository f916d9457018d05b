package io.leasehold.simulator.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.leasehold.simulator.history.Phase;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many faults of which kind a run is to see.
 *
 * @param kills by the phase that they are to hit
 * @param freezes longer than the lease lasts, by the phase that they are to hit
 * @param stops stops in order
 */
public record FaultCounts(Map<Phase, Integer> kills, Map<Phase, Integer> freezes, int stops) {
    /** None at all. */
    public static final FaultCounts NONE = new FaultCounts(Map.of(), Map.of(), 0);

    private static final int MOST = 1_000;

    public FaultCounts {
        kills = ordered(kills);
        freezes = ordered(freezes);
        Required.that(stops >= 0 && stops <= MOST, "stops must be between 0 and " + MOST + ", but is " + stops);
    }

    @JsonCreator
    static FaultCounts of(
            @JsonProperty("kills") @Nullable Map<Phase, Integer> kills,
            @JsonProperty("freezes") @Nullable Map<Phase, Integer> freezes,
            @JsonProperty("stops") @Nullable Integer stops) {
        return new FaultCounts(
                kills == null ? Map.of() : kills, freezes == null ? Map.of() : freezes, stops == null ? 0 : stops);
    }

    private static Map<Phase, Integer> ordered(Map<Phase, Integer> counts) {
        Map<Phase, Integer> ordered = new EnumMap<>(Phase.class);
        counts.forEach((phase, count) -> {
            Required.that(
                    count >= 0 && count <= MOST,
                    phase.word() + " must be between 0 and " + MOST + " times, but is " + count);
            ordered.put(phase, count);
        });
        return Collections.unmodifiableMap(ordered);
    }

    /** The same with so many kills, spread evenly over the phases. */
    public FaultCounts withKills(int number) {
        return new FaultCounts(spread(number), freezes, stops);
    }

    /** The same with so many freezes, spread evenly over the phases. */
    public FaultCounts withFreezes(int number) {
        return new FaultCounts(kills, spread(number), stops);
    }

    /** The same with so many orderly stops. */
    public FaultCounts withStops(int number) {
        return new FaultCounts(kills, freezes, number);
    }

    /** The same without those kinds that are not to be. */
    public FaultCounts only(boolean someKills, boolean someFreezes, boolean someStops) {
        return new FaultCounts(someKills ? kills : Map.of(), someFreezes ? freezes : Map.of(), someStops ? stops : 0);
    }

    private static Map<Phase, Integer> spread(int number) {
        Map<Phase, Integer> spread = new EnumMap<>(Phase.class);
        for (int i = 0; i < number; i++) {
            spread.merge(Phase.values()[i % Phase.values().length], 1, Integer::sum);
        }
        return spread;
    }

    /** How many faults in all. */
    public int total() {
        return sum(kills) + sum(freezes) + stops;
    }

    private static int sum(Map<Phase, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
