package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * TOKEN: the tokens of a job's claims strictly grow. Under a token that is no longer the highest, the one effect may still start whose
 * owner froze between the gate and the effect; that step must be reported in doubt.
 */
public final class Token implements Oracle {
    @Override
    public String name() {
        return "TOKEN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(evidence.inDoubt());
        evidence.events().forEach(review::look);
        evidence.records().forEach(review::last);
        review.violations.addAll(Erased.untold(evidence));
        return new Judgement(name(), review.claims, review.violations);
    }

    private static final class Review {
        private final Set<StepId> inDoubt;
        private final Map<String, Claimed> highest = new LinkedHashMap<>();

        /** The last claims of runs whose record is gone: an effect of theirs may still be on its way. */
        private final Map<String, Claimed> erased = new LinkedHashMap<>();

        private final Set<String> frozen = new LinkedHashSet<>();
        private final List<String> violations = new ArrayList<>();
        private long claims;

        private Review(Set<StepId> inDoubt) {
            this.inDoubt = inDoubt;
        }

        private void look(HistoryEvent event) {
            if (event instanceof Claimed claim) {
                claimed(claim);
            } else if (event instanceof Ordered order && order.erases()) {
                Optional.ofNullable(highest.remove(order.job())).ifPresent(claim -> erased.put(claim.run(), claim));
            } else if (event instanceof Frozen || event instanceof Troubled) {
                frozen.add(((HistoryEvent.OfInstance) event).instance());
            } else if (event instanceof EffectStarted effect) {
                started(effect);
            }
        }

        private void claimed(Claimed claim) {
            claims++;
            Claimed before = highest.put(claim.job(), claim);
            boolean again = before != null
                    && before.token() == claim.token()
                    && before.instance().equals(claim.instance());
            if (before != null && !again && claim.token() <= before.token()) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " under token "
                        + claim.token() + " after " + before.instance() + " had claimed it under " + before.token());
            }
        }

        private void started(EffectStarted effect) {
            Claimed claim = erased.getOrDefault(effect.run(), highest.get(effect.job()));
            if (claim == null || effect.token() > claim.token()) {
                violations.add(effect.step() + " was sent by " + effect.instance() + " under token " + effect.token()
                        + ", which no claim brought");
            } else if (effect.token() == claim.token()) {
                if (!effect.instance().equals(claim.instance())) {
                    violations.add(effect.step() + " was sent by " + effect.instance() + " under token "
                            + effect.token() + " of " + claim.instance());
                }
            } else if (!frozen.contains(effect.instance()) || !inDoubt.contains(effect.step())) {
                violations.add(effect.step() + " was sent by " + effect.instance() + " under token " + effect.token()
                        + " after " + claim.instance() + " had claimed the job under " + claim.token());
            }
        }

        private void last(JobRecord record) {
            Claimed claim = highest.get(record.id().value());
            if (claim != null && record.ownership().token() < claim.token()) {
                violations.add("\"" + record.id() + "\" ends with token "
                        + record.ownership().token() + " though " + claim.token() + " had been issued");
            }
        }
    }
}
