package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Chain;
import io.leasehold.simulator.history.HistoryEvent.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * CHAIN: each effect carries the hash of the effects before it, computed by its job from its state; recomputed here. Only where the step
 * before was reported in doubt and never sent may a link be missing. Its opportunities are the links.
 */
public final class ChainOracle implements Oracle {
    @Override
    public Verdict judge(Evidence evidence) {
        Map<String, TreeMap<Long, Effect>> runs = new LinkedHashMap<>();
        for (Effect effect : evidence.of(Effect.class)) {
            runs.computeIfAbsent(effect.step().job() + "/" + effect.step().run(), run -> new TreeMap<>())
                    .putIfAbsent(effect.step().sequence(), effect);
        }
        Set<String> reported = LossOracle.reported(evidence);
        List<String> found = new ArrayList<>();
        runs.forEach((run, effects) -> judge(run, effects, reported, found));
        long links = runs.values().stream().mapToLong(TreeMap::size).sum();
        return new Verdict("CHAIN", links, found);
    }

    private static void judge(String run, TreeMap<Long, Effect> effects, Set<String> reported, List<String> found) {
        effects.forEach((sequence, effect) -> {
            Effect before = effects.get(sequence - 1);
            boolean gap = sequence > 1 && before == null;
            if (gap && !reported.contains(run + "/" + (sequence - 1))) {
                found.add(effect.step() + " follows a step that was neither sent nor reported in doubt");
            } else if (!gap) {
                String previous = before == null ? Chain.START : before.chain();
                String expected = Chain.next(previous, effect.step(), effect.payload());
                if (!expected.equals(effect.chain())) {
                    found.add(effect.step() + " was decided on another past than the one that was sent: link "
                            + effect.chain() + " where " + expected + " was due");
                }
            }
        });
    }
}
