package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.Repeats;
import io.leasehold.simulator.history.StepId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DUP: no step's effect starts twice, unless mode and sink together don't promise that ({@link Repeats}), or the store lost
 * what it had acknowledged of the step, and its owner told so or couldn't ({@link SetBacks}); what isn't promised is counted.
 */
public final class Dup implements Oracle {
    @Override
    public String name() {
        return "DUP";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Map<StepId, List<EffectStarted>> effects = evidence.effects();
        Promise promise = new Promise(evidence);
        List<String> broken = effects.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .filter(entry -> promise.lives(entry.getValue()).stream()
                        .anyMatch(life -> life.size() > 1 && !promise.allows(entry.getKey(), life)))
                .map(entry -> told(entry.getKey(), entry.getValue()))
                .toList();
        long twice = effects.values().stream().filter(all -> all.size() > 1).count();
        return new Judgement(name(), effects.size(), broken, twice - broken.size());
    }

    private static String told(StepId step, List<EffectStarted> effects) {
        return step + " reached the sink " + effects.size() + " times: "
                + effects.stream().map(Dup::told).collect(Collectors.joining(", "));
    }

    private static String told(EffectStarted effect) {
        return "at " + effect.atMillis() + " ms by " + effect.instance() + " under token " + effect.token();
    }

    private static final class Promise {
        private final Repeats repeats;
        private final SetBacks setBacks;
        private final Set<StepId> inDoubt;
        private final List<Claimed> claims;
        private final long settledMillis;

        private Promise(Evidence evidence) {
            this.repeats = evidence.head().repeats();
            this.setBacks = evidence.setBacks();
            this.inDoubt = evidence.inDoubt();
            this.claims = evidence.all(Claimed.class);
            // The asker's clock may run a tenth too fast.
            this.settledMillis = evidence.bounds().settle().toMillis() * 9 / 10;
        }

        /** The same effects, by what the store had forgotten of their step before. */
        private Collection<List<EffectStarted>> lives(List<EffectStarted> effects) {
            return effects.stream()
                    .collect(Collectors.groupingBy(setBacks::life, LinkedHashMap::new, Collectors.toList()))
                    .values();
        }

        private boolean allows(StepId step, List<EffectStarted> effects) {
            return switch (repeats) {
                case NEVER -> false;
                case IN_DOUBT -> inDoubt.contains(step);
                case OVERTAKEN -> effects.stream().filter(this::overtaken).count() >= effects.size() - 1;
            };
        }

        /** Whether the sink may have been asked before this request arrived. */
        private boolean overtaken(EffectStarted effect) {
            return (effect.gateMillis() != null && effect.atMillis() - effect.gateMillis() > settledMillis)
                    || claims.stream()
                            .filter(claim -> claim.job().equals(effect.job()) && claim.token() > effect.token())
                            .anyMatch(claim -> effect.atMillis() - claim.atMillis() > settledMillis);
        }
    }
}
