package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Regressed;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
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
 * owner froze between the gate and the effect; that step must be reported in doubt. Where a record was taken away or set back, its token is: the owner
 * tells ({@link Erased}, {@link SetBacks}), starts nothing from then on, and tokens grow again above the one that it had the job parked
 * at.
 */
public final class Token implements Oracle {
    @Override
    public String name() {
        return "TOKEN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(evidence.inDoubt(), evidence.bounds().ttl().toMillis());
        evidence.events().forEach(review::look);
        evidence.records().forEach(review::last);
        review.violations.addAll(Erased.untold(evidence));
        review.violations.addAll(evidence.setBacks().untold());
        return new Judgement(name(), review.claims, review.violations);
    }

    private record Told(String job, String instance) {}

    private static final class Review {
        private final Set<StepId> inDoubt;
        private final Map<String, Claimed> highest = new LinkedHashMap<>();

        /** The last claims of runs whose record is gone: an effect of theirs may still be on its way. */
        private final Map<String, Claimed> erased = new LinkedHashMap<>();

        /** Claims that the store has forgotten: whoever has one may act under it until it has told so. */
        private final Map<String, List<Claimed>> forgotten = new LinkedHashMap<>();

        /** Those among them that others had taken over before: what is late of theirs is as late as ever. */
        private final Map<String, List<Claimed>> former = new LinkedHashMap<>();

        /** When who told of which job. */
        private final Map<Told, Long> told = new LinkedHashMap<>();

        /** Tokens at which the store set jobs back, or at which jobs were set aside: later ones are higher. */
        private final Map<String, Long> least = new LinkedHashMap<>();

        private final KnownClaims known = new KnownClaims();
        private final Set<String> frozen = new LinkedHashSet<>();
        private final long clockMattersMillis;
        private long clockMovedMillis = Long.MIN_VALUE / 2;
        private final List<String> violations = new ArrayList<>();
        private long claims;

        private Review(Set<StepId> inDoubt, long ttlMillis) {
            this.inDoubt = inDoubt;
            this.clockMattersMillis = 2 * ttlMillis;
        }

        private void look(HistoryEvent event) {
            known.look(event);
            if (event instanceof Claimed claim) {
                claimed(claim);
            } else if (event instanceof SetBack back) {
                setBack(back);
            } else if (event instanceof Parked parked) {
                least.merge(parked.job(), parked.token(), Math::max);
            } else if (event instanceof Regressed told) {
                this.told.put(new Told(told.job(), told.instance()), told.atMillis());
            } else if (event instanceof Ordered order && order.erases()) {
                Optional.ofNullable(highest.remove(order.job())).ifPresent(claim -> erased.put(claim.run(), claim));
                least.remove(order.job());
            } else if (event instanceof Frozen || event instanceof Troubled) {
                frozen.add(((HistoryEvent.OfInstance) event).instance());
            } else if (event instanceof StoreMoved) {
                clockMovedMillis = event.atMillis();
            } else if (event instanceof EffectStarted effect) {
                started(effect);
            }
        }

        /** The claim came early, by the store's clock that had just jumped: its former owner doesn't know yet. */
        private boolean early(Claimed claim) {
            return claim.atMillis() - clockMovedMillis <= clockMattersMillis;
        }

        private void setBack(SetBack back) {
            Claimed claim = highest.get(back.job());
            if (claim != null && claim.token() > back.token()) {
                forgotten.computeIfAbsent(back.job(), job -> new ArrayList<>()).add(claim);
                former.computeIfAbsent(back.job(), job -> new ArrayList<>())
                        .addAll(known.above(back.job(), back.token()));
                told.remove(new Told(back.job(), claim.instance()));
                known.setBack(back, highest);
                least.put(back.job(), back.token());
            }
        }

        /** What has passed the gate before its owner told may arrive later. */
        private boolean forgotten(EffectStarted effect) {
            long passed = effect.gateMillis() == null ? effect.atMillis() : effect.gateMillis();
            long until = told.getOrDefault(new Told(effect.job(), effect.instance()), Long.MAX_VALUE);
            return passed <= until && isOf(forgotten, effect);
        }

        private static boolean isOf(Map<String, List<Claimed>> claims, EffectStarted effect) {
            return claims.getOrDefault(effect.job(), List.of()).stream().anyMatch(claim -> isOf(claim, effect));
        }

        private static boolean isOf(Claimed claim, EffectStarted effect) {
            return claim.token() == effect.token() && claim.instance().equals(effect.instance());
        }

        private void claimed(Claimed claim) {
            claims++;
            Claimed before = highest.put(claim.job(), claim);
            boolean again = before != null
                    && before.token() == claim.token()
                    && before.instance().equals(claim.instance());
            boolean issued = claim.token() <= least.getOrDefault(claim.job(), 0L) && !again;
            if (issued && (before == null || claim.token() > before.token())) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " under token "
                        + claim.token() + ", though the store had it at " + least.get(claim.job()) + " before");
            }
            if (before != null && !again && claim.token() <= before.token()) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " under token "
                        + claim.token() + " after " + before.instance() + " had claimed it under " + before.token());
            }
        }

        private void started(EffectStarted effect) {
            Claimed claim = erased.getOrDefault(effect.run(), highest.get(effect.job()));
            if (forgotten(effect) || (claim != null && isOf(claim, effect))) {
                return;
            } else if (claim != null && isOf(former, effect)) {
                late(effect, claim);
            } else if (claim == null || effect.token() > claim.token()) {
                violations.add(effect.step() + " was sent by " + effect.instance() + " under token " + effect.token()
                        + ", which no claim brought");
            } else if (effect.token() == claim.token()) {
                violations.add(effect.step() + " was sent by " + effect.instance() + " under token " + effect.token()
                        + " of " + claim.instance());
            } else {
                late(effect, claim);
            }
        }

        private void late(EffectStarted effect, Claimed claim) {
            if (!(frozen.contains(effect.instance()) || early(claim)) || !inDoubt.contains(effect.step())) {
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
