package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.StepId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** DUP: no step's effect starts twice. */
public final class Dup implements Oracle {
    @Override
    public String name() {
        return "DUP";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Map<StepId, List<EffectStarted>> effects = evidence.effects();
        List<String> twice = effects.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry ->
                        entry.getKey() + " reached the sink " + entry.getValue().size() + " times: "
                                + entry.getValue().stream().map(Dup::told).collect(Collectors.joining(", ")))
                .toList();
        return new Judgement(name(), effects.size(), twice);
    }

    private static String told(EffectStarted effect) {
        return "at " + effect.atMillis() + " ms by " + effect.instance() + " under token " + effect.token();
    }
}
