package io.leasehold.simulator.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Which faults come in which order, drawn from the seed. Faults of one wave hit different instances at about the same time; the next
 * wave comes when nothing stands still any more.
 *
 * @param waves in order; none is empty
 */
public record FaultPlan(List<List<Fault>> waves) {
    public FaultPlan {
        waves = waves.stream().map(List::copyOf).toList();
    }

    /**
     * Draws a plan. A kill comes first, where there is one.
     *
     * @param atOnce the most faults of one wave
     */
    public static FaultPlan drawn(FaultCounts counts, int atOnce, Random random) {
        return new FaultPlan(inWaves(faults(counts, random), atOnce, 3, random));
    }

    /** The same with waves as full as they may be, behind the first one: where each wave costs minutes. */
    public static FaultPlan crowded(FaultCounts counts, int atOnce, Random random) {
        return new FaultPlan(inWaves(faults(counts, random), atOnce, 1, random));
    }

    private static List<Fault> faults(FaultCounts counts, Random random) {
        List<Fault> faults = new ArrayList<>();
        add(faults, counts.kills(), Fault.Kill::new);
        add(faults, counts.freezes(), Fault.Freeze::new);
        for (int i = 0; i < counts.stops(); i++) {
            faults.add(new Fault.Stop());
        }
        Collections.shuffle(faults, random);
        faults.stream().filter(Fault.Kill.class::isInstance).findFirst().ifPresent(first -> {
            faults.remove(first);
            faults.add(0, first);
        });
        return faults;
    }

    private static <K> void add(List<Fault> faults, Map<K, Integer> counts, Function<K, Fault> fault) {
        counts.forEach((key, count) -> faults.addAll(Collections.nCopies(count, fault.apply(key))));
    }

    /** {@code oneIn}: a fault joins the wave before it in one of so many cases. */
    private static List<List<Fault>> inWaves(List<Fault> faults, int atOnce, int oneIn, Random random) {
        List<List<Fault>> waves = new ArrayList<>();
        for (Fault fault : faults) {
            boolean joins =
                    waves.size() > 1 && waves.get(waves.size() - 1).size() < atOnce && random.nextInt(oneIn) == 0;
            if (!joins) {
                waves.add(new ArrayList<>());
            }
            waves.get(waves.size() - 1).add(fault);
        }
        return waves;
    }
}
