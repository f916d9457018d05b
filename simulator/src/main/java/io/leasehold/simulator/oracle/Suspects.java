package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Lapsed;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Probation;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The part of INNOCENT that is about suspects (E10), fed event by event. A suspect begins nothing that isn't on record as a probation, no
 * instance has two on probation at once, none is on probation that merely waits for its due or has performed a step, and only one whose owner lapsed
 * meanwhile is quarantined, and always. Who leaves in order tells nothing: that no lapse is counted is {@link Lapses}' matter.
 */
final class Suspects {
    private static final int LAPSES = 2;

    private final long callMillis;
    private final boolean inStore;
    private final Lapses lapses;
    private final Set<String> suspects = new LinkedHashSet<>();

    /** Those that a person has started; their owners may not have heard of it. */
    private final Set<String> pardoned = new LinkedHashSet<>();

    private final Map<String, Lapsed> guilty = new LinkedHashMap<>();

    /** Those whose claim the store has forgotten since: what their owner had sent before may still arrive. */
    private final Map<String, Lapsed> guiltyBefore = new LinkedHashMap<>();

    private final Map<String, Probation> onProbation = new LinkedHashMap<>();

    /** Under which tokens jobs were claimed that were on record as on probation already: their former owner didn't lapse. */
    private final Map<String, Long> onRecord = new LinkedHashMap<>();

    /** Those whose owner has another lease by now: a write of theirs may still be on its way. */
    private final Map<String, Probation> leftBehind = new LinkedHashMap<>();

    private final Map<String, Long> tokens = new LinkedHashMap<>();
    private final Map<String, Claimed> claims = new LinkedHashMap<>();

    /** Of each job that the store has set back, who owns it by its present claim, if that was told since. */
    private final Map<String, Optional<String>> setBack = new LinkedHashMap<>();

    private final Map<String, Written> latest = new LinkedHashMap<>();

    /** Those whose last write was one that had been applied before the store forgot it: what it records is no longer so. */
    private final Set<String> repeated = new LinkedHashSet<>();

    /** Under which tokens jobs were claimed whose former owners knew their guilt, and left before they set them aside. */
    private final Map<String, Long> inherited = new LinkedHashMap<>();

    private final Map<String, Written> due = new LinkedHashMap<>();

    /** Of each job whose step is open, which one that is. */
    private final Map<String, Long> open = new LinkedHashMap<>();

    private final List<String> violations = new ArrayList<>();

    /** {@code inStore}: effects commit together with their steps, and no intent is recorded. */
    Suspects(Bounds bounds, boolean inStore) {
        this.callMillis = bounds.call().toMillis();
        this.inStore = inStore;
        this.lapses = new Lapses(bounds.ttl().toMillis());
    }

    List<String> violations() {
        return Stream.concat(lapses.violations().stream(), violations.stream()).toList();
    }

    /** Whether its quarantine is what the job's claim called for. */
    boolean deserves(Released released) {
        Lapsed lapsed = guilty.get(released.job());
        return (lapsed != null && lapsed.token() == released.token()) || knewBefore(released);
    }

    /** Whether it is of the very claim that the store has forgotten and given anew. */
    private boolean knewBefore(OfClaim event) {
        Lapsed before = guiltyBefore.get(event.job());
        return before != null
                && before.token() == event.token()
                && before.instance().equals(event.instance());
    }

    void look(HistoryEvent event) {
        lapses.look(event);
        if (event instanceof Written write) {
            written(write);
        }
        if (event instanceof Claimed claim) {
            Lapsed before = guilty.get(claim.job());
            forget(claim.job());
            if (before != null && before.token() + 1 == claim.token()) {
                inherited.put(claim.job(), claim.token());
            }
            setBack.computeIfPresent(claim.job(), (job, nobody) -> Optional.of(claim.instance()));
            tokens.put(claim.job(), claim.token());
            claims.put(claim.job(), claim);
            latest.remove(claim.job());
            if (!knewBefore(claim)) {
                guiltyBefore.remove(claim.job());
            }
        } else if (event instanceof SetBack back) {
            setBack(back);
        } else if (event instanceof Lapsed lapsed) {
            lapsed(lapsed);
        } else if (event instanceof Probation probation && !repeated.contains(probation.job())) {
            probation(probation);
        } else if (event instanceof IntentSent intent && ofAnotherClaim(intent)) {
            return;
        } else if (event instanceof IntentSent intent) {
            open.put(intent.job(), intent.sequence());
            begins(intent, "had its intent sent");
        } else if (event instanceof EffectStarted effect && inStore) {
            begins(effect, "was performed");
        } else if (event instanceof EffectStarted effect) {
            goesOn(effect, "was started");
        } else if (event instanceof EffectDone done && !ofAnotherClaim(done) && inTime(done)) {
            suspects.remove(done.job());
        } else if (event instanceof StepClosed closed) {
            open.remove(closed.job());
        } else if (event instanceof InDoubt doubt && doubt.skipped()) {
            open.remove(doubt.job(), doubt.sequence());
        } else if (event instanceof Written write && write.dueInMillis() != null) {
            due.put(write.job(), write);
        } else {
            over(event);
        }
    }

    private void setBack(SetBack back) {
        Optional<Claimed> standing = standing(back);
        if (standing.isEmpty()) {
            Lapsed before = guilty.get(back.job());
            if (before != null) {
                guiltyBefore.put(back.job(), before);
            }
            forget(back.job());
        }
        setBack.put(back.job(), standing.map(Claimed::instance));
        tokens.put(back.job(), back.token());
    }

    /** The claim that was made last, if it is on record still: its owner goes on, with what it knows of the job. */
    private Optional<Claimed> standing(SetBack back) {
        return Optional.ofNullable(claims.get(back.job()))
                .filter(claim -> claim.token() == back.token() && claim.lease().equals(back.lease()));
    }

    private void written(Written write) {
        Written before = latest.get(write.job());
        boolean old = before != null
                && before.token() == write.token()
                && before.instance().equals(write.instance())
                && before.revision() >= write.revision();
        if (old && setBack.containsKey(write.job())) {
            repeated.add(write.job());
        } else {
            repeated.remove(write.job());
            latest.put(write.job(), write);
        }
    }

    private void over(HistoryEvent event) {
        if (event instanceof Released released) {
            forget(released.job());
            guiltyBefore.remove(released.job());
        } else if (event instanceof Ordered order && order.erases()) {
            forget(order.job());
            guiltyBefore.remove(order.job());
        } else if (event instanceof Ordered order && order.moves()) {
            guiltyBefore.remove(order.job());
            suspects.remove(order.job());
            guilty.remove(order.job());
            pardoned.add(order.job());
        } else if (event instanceof LeaseGranted granted) {
            onProbation.values().stream()
                    .filter(probation -> probation.instance().equals(granted.instance()))
                    .forEach(probation -> leftBehind.put(probation.job(), probation));
            onProbation.keySet().removeAll(leftBehind.keySet());
        }
    }

    private void forget(String job) {
        suspects.remove(job);
        pardoned.remove(job);
        guilty.remove(job);
        onProbation.remove(job);
        leftBehind.remove(job);
        onRecord.remove(job);
        inherited.remove(job);
        due.remove(job);
    }

    /** What a former owner records or performs late says nothing of the present claim, nor what one does whose claim was forgotten. */
    private boolean ofAnotherClaim(OfClaim event) {
        long present = tokens.getOrDefault(event.job(), 0L);
        Optional<String> owner = setBack.get(event.job());
        boolean forgotten = owner != null
                && (event.token() > present
                        || owner.filter(name -> !name.equals(event.instance())).isPresent());
        return event.token() < present || forgotten;
    }

    /** Whether its step wasn't closed in doubt before: what is done later is no outcome of it. */
    private boolean inTime(EffectDone done) {
        return inStore || open.getOrDefault(done.job(), 0L) == done.sequence();
    }

    private void lapsed(Lapsed lapsed) {
        if (lapsed.lapses() >= LAPSES) {
            suspects.add(lapsed.job());
        }
        boolean knownGuilt = inherited.getOrDefault(lapsed.job(), 0L) == lapsed.token();
        if (lapsed.lapses() > LAPSES && lapsed.probation() && (knownGuilt || !lapses.leftInOrder(lapsed))) {
            guilty.put(lapsed.job(), lapsed);
        } else if (lapsed.probation()) {
            onRecord.put(lapsed.job(), lapsed.token());
        }
    }

    private void probation(Probation probation) {
        if (!probation.on()) {
            onProbation.remove(probation.job());
            onRecord.remove(probation.job());
            return;
        }
        if (!suspects.contains(probation.job()) && !pardoned.contains(probation.job())) {
            violations.add(what(probation) + " is on probation though it is no suspect any more");
        }
        onProbation.put(probation.job(), probation);
        onProbation.values().stream()
                .filter(other -> other.instance().equals(probation.instance())
                        && !other.job().equals(probation.job()))
                .forEach(other -> violations.add(what(probation) + " was put on probation while \"" + other.job()
                        + "\" was: nobody could tell which of them took its owner down"));
        Written last = due.get(probation.job());
        if (!open.containsKey(probation.job()) && last != null && waits(probation, last)) {
            violations.add(what(probation) + " is on probation though it merely waits for its due");
        }
    }

    /** Whether it is due far from now by any clock. */
    private boolean waits(Probation probation, Written last) {
        long in = last.dueInMillis() == null ? 0 : last.dueInMillis();
        return last.token() == probation.token() && probation.atMillis() < last.atMillis() + in - in / 5 - callMillis;
    }

    private void begins(OfClaim event, String how) {
        goesOn(event, how);
        Probation left = leftBehind.get(event.job());
        boolean marked = onProbation.containsKey(event.job())
                || onRecord.getOrDefault(event.job(), 0L) == event.token()
                || (left != null && left.token() == event.token())
                || knewBefore(event);
        if (suspects.contains(event.job()) && !marked) {
            violations.add(what(event) + " " + how + " though it was a suspect, and not on probation");
        }
    }

    private void goesOn(OfClaim event, String how) {
        Lapsed lapsed = guilty.get(event.job());
        if (lapsed != null && lapsed.token() == event.token()) {
            violations.add(what(event) + " " + how + " again though its owner had lapsed while it was on probation");
        }
    }

    private static String what(OfClaim event) {
        return "\"" + event.job() + "\", owned by " + event.instance() + " at " + event.atMillis() + " ms,";
    }
}
