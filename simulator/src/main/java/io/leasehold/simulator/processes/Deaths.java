package io.leasehold.simulator.processes;

import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.scenario.FaultCounts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * By what means each kill of a plan kills: the operating system's SIGKILL, or the instance halts itself where it is told to. Idle
 * instances are killed by SIGKILL alone. Used by one thread.
 */
final class Deaths {
    /** Where an instance can halt itself. */
    private static final List<Phase> NAMED = List.of(Phase.AFTER_INTENT, Phase.AFTER_EFFECT);

    /** How an instance dies. */
    enum Means {
        SIGKILL,
        HALT
    }

    private final Map<Phase, Deque<Means>> planned;

    private Deaths(Map<Phase, Deque<Means>> planned) {
        this.planned = planned;
    }

    /** The kills of {@code faults} by signal and so many halts more, in drawn order. */
    static Deaths drawn(FaultCounts faults, int halts, Random random) {
        Map<Phase, Deque<Means>> planned = new EnumMap<>(Phase.class);
        Map<Phase, Integer> halting = halting(halts);
        for (Phase phase : Phase.values()) {
            List<Means> means = new ArrayList<>();
            means.addAll(Collections.nCopies(faults.kills().getOrDefault(phase, 0), Means.SIGKILL));
            means.addAll(Collections.nCopies(halting.getOrDefault(phase, 0), Means.HALT));
            Collections.shuffle(means, random);
            planned.put(phase, new ArrayDeque<>(means));
        }
        return new Deaths(planned);
    }

    /** The same faults with the halts among the kills. */
    static FaultCounts all(FaultCounts faults, int halts) {
        Map<Phase, Integer> kills = new EnumMap<>(halting(halts));
        faults.kills().forEach((phase, count) -> kills.merge(phase, count, Integer::sum));
        return new FaultCounts(kills, faults.freezes(), faults.stops());
    }

    private static Map<Phase, Integer> halting(int halts) {
        Map<Phase, Integer> spread = new EnumMap<>(Phase.class);
        for (int i = 0; i < halts; i++) {
            spread.merge(NAMED.get(i % NAMED.size()), 1, Integer::sum);
        }
        return spread;
    }

    /** How the next one in this phase dies. */
    Means next(Phase phase) {
        Deque<Means> left = planned.get(phase);
        return left == null || left.isEmpty() ? Means.SIGKILL : left.remove();
    }

    /** One that was to die so in this phase did not: the next one does. */
    void back(Phase phase, Means means) {
        planned.computeIfAbsent(phase, none -> new ArrayDeque<>()).addFirst(means);
    }
}
