package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Interrupted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.OfStep;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Regressed;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.history.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DOUBT: a step is reported in doubt only if something befell its owner between the step's intent and its outcome, it gave everything up
 * over {@link StuckWorkers}, or its attempt ended
 * otherwise than performed or refused; once for each takeover of a job at most. So an instance that is killed while its jobs merely wait,
 * that stops in order, or that had heard of the outcome and was left alone to write it down, leaves none. Where effects commit together
 * with their steps no step is ever in doubt, whatever befalls whom. What the store forgot of a step (fault 14) may leave it in doubt.
 */
public final class Doubt implements Oracle {
    @Override
    public String name() {
        return "DOUBT";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        if (evidence.head().inStore()) {
            return ofNone(evidence);
        }
        Review review = new Review(evidence);
        evidence.events().forEach(review::look);
        return new Judgement(name(), review.takeovers, review.violations);
    }

    private Judgement ofNone(Evidence evidence) {
        List<String> violations = evidence.inDoubt().stream()
                .map(step -> step + " was reported in doubt, though its effect commits together with it")
                .toList();
        return new Judgement(name(), evidence.all(StepClosed.class).size(), violations);
    }

    /** What one instance did about a step; where the store has given a claim twice, two may do so at once. */
    private record Attempt(StepId step, String instance) {}

    private static final class Review {
        private final Calm calm;
        private final SetBacks setBacks;
        private final long writingMillis;
        private final long callMillis;
        private final Map<StepId, IntentSent> intents = new LinkedHashMap<>();
        private final Map<Attempt, IntentSent> own = new LinkedHashMap<>();

        /** What each claimer of a job found of its open step, as far as it is known. */
        private final Map<Attempt, IntentSent> found = new LinkedHashMap<>();

        private final Map<String, IntentSent> latest = new LinkedHashMap<>();
        private final Map<StepId, EffectDone> done = new LinkedHashMap<>();
        private final Set<StepId> failed = new LinkedHashSet<>();
        private final Set<StepId> closed = new LinkedHashSet<>();
        private final Set<StepId> reported = new LinkedHashSet<>();
        private final Set<String> idle = new LinkedHashSet<>();
        private final Map<String, Parked> parked = new LinkedHashMap<>();

        /** When who owned it told of a job that the store had lost something. */
        private final Map<String, Long> told = new LinkedHashMap<>();

        private final Map<String, Claimed> claims = new LinkedHashMap<>();
        private final Map<String, Long> doubtsOfClaim = new LinkedHashMap<>();
        private final StuckWorkers stuck = new StuckWorkers();
        private final Map<String, Long> gaveUpMillis = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();
        private long takeovers;

        private Review(Evidence evidence) {
            this.calm = evidence.calm();
            this.setBacks = evidence.setBacks();
            this.writingMillis = evidence.bounds().told().toMillis();
            this.callMillis = evidence.bounds().call().toMillis();
        }

        private void look(HistoryEvent event) {
            stuck.look(event);
            if (event instanceof OfStep step) {
                lookAt(step);
            } else if (event instanceof LeaseEnded ended && stuck.givesUp(ended)) {
                gaveUpMillis.put(ended.instance(), ended.atMillis());
            } else if (event instanceof Killed kill && kill.phase() == Phase.IDLE) {
                idle.add(kill.instance());
            } else if (event instanceof Claimed claim) {
                takeovers += claim.from() == null ? 0 : 1;
                IntentSent open = latest.get(claim.job());
                if (open != null) {
                    found.put(new Attempt(open.step(), claim.instance()), open);
                }
                claims.put(claim.job(), claim);
                doubtsOfClaim.put(claim.job(), 0L);
            } else if (event instanceof Regressed regressed) {
                told.put(regressed.job(), regressed.atMillis());
            } else if (event instanceof Parked park) {
                parked.put(park.job(), park);
            } else if (event instanceof InDoubt doubt && reported.add(doubt.step())) {
                inDoubt(doubt)
                        .ifPresent(why -> violations.add(
                                doubt.step() + " was reported in doubt by " + doubt.instance() + ", " + why));
            }
        }

        private void lookAt(OfStep event) {
            if (event instanceof IntentSent intent) {
                intended(intent);
            } else if (event instanceof EffectDone effect) {
                done.put(effect.step(), effect);
            } else if (event instanceof Interrupted || (event instanceof EffectFailed fail && !fail.refused())) {
                failed.add(event.step());
            } else if (event instanceof StepClosed && !reported.contains(event.step())) {
                // Closing a step in doubt is no outcome: it is how the report becomes durable.
                closed.add(event.step());
            }
        }

        /**
         * What the store has forgotten of a step before that is begun anew says nothing about it. Nor does what somebody intends from whom the
         * job was claimed.
         */
        private void intended(IntentSent intent) {
            StepId step = intent.step();
            own.put(new Attempt(step, intent.instance()), intent);
            Claimed claim = claims.get(intent.job());
            if (claim != null && !claim.instance().equals(intent.instance())) {
                return;
            }
            latest.put(intent.job(), intent);
            IntentSent before = intents.put(step, intent);
            if (before != null && setBacks.between(step.job(), before.atMillis(), intent.atMillis())) {
                done.remove(step);
                failed.remove(step);
                closed.remove(step);
                reported.remove(step);
            }
        }

        /** Whoever reports its own attempt means its own intent; whoever reports a former owner's means what its claim found. */
        private @Nullable IntentSent doubted(InDoubt doubt) {
            Attempt attempt = new Attempt(doubt.step(), doubt.instance());
            IntentSent its = (doubt.cause().equals("OWNER_GONE") ? found : own).get(attempt);
            return its == null ? intents.get(doubt.step()) : its;
        }

        private Optional<String> inDoubt(InDoubt doubt) {
            IntentSent intent = doubted(doubt);
            if (intent != null && setBacks.between(doubt.job(), intent.atMillis(), doubt.atMillis())) {
                return Optional.empty();
            } else if (intent == null) {
                return Optional.of("though nobody ever recorded its intent");
            } else if (closed.contains(doubt.step())) {
                return Optional.of("though " + intent.instance() + " had recorded its outcome");
            } else if (doubt.cause().equals("OWNER_GONE")) {
                return ownerGone(doubt, intent);
            }
            boolean alone = calm.undisturbed(intent.instance(), intent.atMillis(), doubt.atMillis());
            return alone && !failed.contains(doubt.step())
                    ? Optional.of("though its attempt had ended neither badly nor interrupted")
                    : Optional.empty();
        }

        /** The intent may have been on its way when its owner gave everything up. */
        private boolean gaveUpSince(IntentSent intent) {
            Long gaveUp = gaveUpMillis.get(intent.instance());
            return gaveUp != null && gaveUp + callMillis >= intent.atMillis();
        }

        /** Whoever has told of a loss has the job parked, whatever its step has come to: under another owner's hands, or its own. */
        private boolean parkedSince(IntentSent intent) {
            Parked park = parked.get(intent.job());
            return park != null
                    && park.atMillis() >= intent.atMillis()
                    && (!park.instance().equals(intent.instance())
                            || told.getOrDefault(park.job(), Long.MIN_VALUE) >= intent.atMillis());
        }

        private Optional<String> ownerGone(InDoubt doubt, IntentSent intent) {
            String owner = intent.instance();
            Claimed claim = claims.get(doubt.job());
            long taken = claim == null ? doubt.atMillis() : claim.atMillis();
            EffectDone heard = done.get(doubt.step());
            if (doubtsOfClaim.merge(doubt.job(), 1L, Long::sum) > 1) {
                return Optional.of("the second one of the same takeover");
            } else if (idle.contains(owner)) {
                return Optional.of("though " + owner + " was killed while its jobs merely waited");
            } else if (gaveUpSince(intent) || parkedSince(intent)) {
                return Optional.empty();
            } else if (calm.serving(owner, intent.atMillis(), taken)) {
                return Optional.of("though nothing had befallen " + owner);
            } else if (heard != null
                    && heard.atMillis() + writingMillis < taken
                    && calm.undisturbed(owner, heard.atMillis(), heard.atMillis() + writingMillis)) {
                return Optional.of("though " + owner + " had heard at " + heard.atMillis()
                        + " ms that it was performed, and was left alone to write that down");
            }
            return Optional.empty();
        }
    }
}
