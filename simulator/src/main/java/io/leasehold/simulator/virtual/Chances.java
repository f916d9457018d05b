package io.leasehold.simulator.virtual;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How likely each trouble is in one run: drawn per run, so that some runs are nearly quiet, some lose every tenth call, and some have one
 * kind of trouble alone.
 */
final class Chances {
    private final Map<Trouble, Double> weights = new EnumMap<>(Trouble.class);
    private final double perCall;

    /** Drawn from here; those that were left out never happen, and the others do as they would besides them. */
    Chances(SplittableRandom random, FaultChoice faults) {
        for (Trouble trouble : Trouble.values()) {
            if (!trouble.drawn()) {
                continue;
            }
            boolean absent = random.nextInt(3) == 0;
            double weight = absent ? 0.0 : random.nextDouble();
            weights.put(trouble, faults.has(trouble) ? weight : 0.0);
        }
        double level = random.nextDouble();
        perCall = level * level * 0.1;
    }

    double weight(Trouble trouble) {
        return weights.getOrDefault(trouble, 0.0);
    }

    /** The chance that this trouble befalls one call, or one effect. */
    double perCall(Trouble trouble) {
        return perCall * weight(trouble);
    }
}
