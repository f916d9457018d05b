package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.ChainHash;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CHAIN: each message links to the one before it; only a step in doubt may be jumped over. A job that the store has set back links to any of
 * those before it.
 */
public final class Chain implements Oracle {
    @Override
    public String name() {
        return "CHAIN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Map<StepId, EffectStarted> first = new LinkedHashMap<>();
        evidence.effects().forEach((step, effects) -> first.put(step, effects.get(0)));
        Set<StepId> inDoubt = evidence.skipped();
        List<String> violations = new ArrayList<>();
        first.forEach((step, effect) -> {
            if (!effect.chain()
                    .equals(ChainHash.of(effect.previous(), step.job(), step.run(), step.sequence(), effect.text()))) {
                violations.add(step + " carries a link that isn't its own: it was decided from another state");
            }
            if (!linked(effect, first, inDoubt) && !linkedBefore(effect, evidence, inDoubt)) {
                violations.add(step + " doesn't link to the message before it");
            }
        });
        return new Judgement(name(), first.size(), violations);
    }

    /** Where the store has set the job back, the message before it may have been another one, or there may have been none. */
    private static boolean linkedBefore(EffectStarted effect, Evidence evidence, Set<StepId> inDoubt) {
        StepId before = new StepId(effect.job(), effect.run(), effect.sequence() - 1);
        return evidence.setBacks().everOf(effect.job())
                && (inDoubt.contains(before)
                        || evidence.effects().getOrDefault(before, List.of()).stream()
                                .anyMatch(sent -> sent.chain().equals(effect.previous())));
    }

    private static boolean linked(EffectStarted effect, Map<StepId, EffectStarted> effects, Set<StepId> inDoubt) {
        if (effect.sequence() == 1) {
            return effect.previous().equals(ChainHash.START);
        }
        StepId before = new StepId(effect.job(), effect.run(), effect.sequence() - 1);
        EffectStarted sent = effects.get(before);
        return sent == null ? inDoubt.contains(before) : sent.chain().equals(effect.previous());
    }
}
