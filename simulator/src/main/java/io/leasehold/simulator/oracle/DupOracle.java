package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** DUP: no step's effect reached the sink twice. Its opportunities are the effects. */
public final class DupOracle implements Oracle {
    @Override
    public Verdict judge(Evidence evidence) {
        Map<String, List<Effect>> byKey = new LinkedHashMap<>();
        List<Effect> effects = evidence.of(Effect.class);
        effects.forEach(effect -> byKey.computeIfAbsent(effect.step().toString(), key -> new ArrayList<>())
                .add(effect));
        List<String> found = byKey.values().stream()
                .filter(same -> same.size() > 1)
                .map(DupOracle::sentence)
                .toList();
        return new Verdict("DUP", effects.size(), found);
    }

    private static String sentence(List<Effect> same) {
        List<String> by = same.stream()
                .map(effect -> effect.instance() + " at " + effect.atMillis() + " ms under token " + effect.token())
                .toList();
        return same.get(0).step() + " was sent " + same.size() + " times: " + String.join(", ", by);
    }
}
