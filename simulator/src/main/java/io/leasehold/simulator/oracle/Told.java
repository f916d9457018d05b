package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectDone;
import io.leasehold.simulator.history.HistoryEvent.EffectFailed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Interrupted;
import io.leasehold.simulator.history.HistoryEvent.LeaseLost;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.OfStep;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.Resumed;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.Suspended;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * TOLD: an instance that lost a job to another one hears of it soon after its next running instant: that its lease is lost, or that it
 * can't be proven; and what its handler has in hand is interrupted. An instance that something else befalls meanwhile has a lease time
 * for it. Nor does anybody hear that it lost what it had ended itself ({@link EndedClaims}).
 */
public final class Told implements Oracle {
    @Override
    public String name() {
        return "TOLD";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Calm calm = evidence.calm();
        List<String> violations = new ArrayList<>();
        long losses = 0;
        for (Loss loss : losses(evidence)) {
            long most = evidence.bounds().told().toMillis();
            long awake = nextRunning(loss, evidence, calm);
            if (!calm.untroubled(loss.former.instance(), awake, awake + most)) {
                most = evidence.bounds().ttl().toMillis();
            }
            if (calm.ran(loss.former.instance(), awake, awake + most)
                    && !stopped(loss, evidence, awake + most)
                    && endsAfter(evidence, awake + most)) {
                losses++;
                judge(loss, evidence, awake, awake + most).ifPresent(violations::add);
            }
        }
        violations.addAll(EndedClaims.lostAgain(evidence, calm));
        return new Judgement(name(), losses, violations);
    }

    /** A claim that another one ended. */
    private record Loss(Claimed former, Claimed now) {}

    private static List<Loss> losses(Evidence evidence) {
        Map<String, Claimed> present = new LinkedHashMap<>();
        Set<String> stopping = new LinkedHashSet<>();
        List<Loss> losses = new ArrayList<>();
        for (HistoryEvent event : evidence.events()) {
            if (event instanceof Claimed claim) {
                Claimed former = present.put(claim.job(), claim);
                if (former != null
                        && !former.instance().equals(claim.instance())
                        && !stopping.contains(former.instance())) {
                    losses.add(new Loss(former, claim));
                }
            } else if (event instanceof Released released) {
                present.remove(released.job());
            } else if (event instanceof Ordered order && order.erases()) {
                present.remove(order.job());
            } else if (event instanceof SetBack back) {
                present.remove(back.job());
            } else if (event instanceof Parked parked) {
                present.remove(parked.job());
            } else if (event instanceof StopAsked stop) {
                stopping.add(stop.instance());
            }
        }
        return losses;
    }

    /** The moment of the loss or, where the loser stood still just then, of its waking. */
    private static long nextRunning(Loss loss, Evidence evidence, Calm calm) {
        long lost = loss.now.atMillis();
        String instance = loss.former.instance();
        return calm.ran(instance, lost, lost)
                ? lost
                : evidence.all(Woken.class).stream()
                        .filter(woken -> woken.instance().equals(instance) && woken.atMillis() >= lost)
                        .mapToLong(Woken::atMillis)
                        .findFirst()
                        .orElse(Long.MAX_VALUE / 2);
    }

    /** Whether the loser had left in order by then: it ended its lease, and asked no more. */
    private static boolean stopped(Loss loss, Evidence evidence, long last) {
        return evidence.all(Stopped.class).stream()
                .anyMatch(stopped -> stopped.instance().equals(loss.former.instance()) && stopped.atMillis() <= last);
    }

    private static boolean endsAfter(Evidence evidence, long millis) {
        List<HistoryEvent> events = evidence.events();
        return events.get(events.size() - 1).atMillis() >= millis;
    }

    private static Optional<String> judge(Loss loss, Evidence evidence, long awake, long last) {
        String instance = loss.former.instance();
        boolean told = false;
        boolean suspended = false;
        Optional<OfStep> inHand = Optional.empty();
        EndedAttempts ended = new EndedAttempts();
        for (OfInstance event : evidence.all(OfInstance.class)) {
            ended.look(event);
            if (event.atMillis() > last) {
                break;
            } else if (!event.instance().equals(instance)) {
                continue;
            } else if (event instanceof LeaseLost) {
                told = true;
                suspended = false;
            } else if (lostClaim(event, loss)) {
                told = true;
            } else if (event instanceof Suspended || event instanceof Resumed) {
                suspended = event instanceof Suspended;
            } else if (event.equals(loss.former)) {
                told = false;
            } else if (event instanceof OfClaim ofClaim
                    && ofClaim.token() == loss.former.token()
                    && !ended.late(event)) {
                inHand = inHand(inHand, ofClaim, loss);
            }
        }
        String what = instance + " ran from " + awake + " to " + last + " ms without \"" + loss.former.job()
                + "\", which " + loss.now.instance() + " had claimed at " + loss.now.atMillis() + " ms, ";
        if (!told && !suspended) {
            return Optional.of(what + "and its listener didn't hear of it");
        }
        return inHand.filter(step -> step.atMillis() < awake)
                .map(step -> what + "and its handler was not interrupted at " + step.step());
    }

    private static boolean lostClaim(OfInstance event, Loss loss) {
        return event instanceof HistoryEvent.ClaimLost lost
                && lost.job().equals(loss.former.job())
                && lost.token() == loss.former.token();
    }

    private static Optional<OfStep> inHand(Optional<OfStep> before, OfClaim event, Loss loss) {
        if (!event.job().equals(loss.former.job())) {
            return before;
        } else if (event instanceof EffectStarted started) {
            return Optional.of(started);
        } else if (event instanceof EffectDone || event instanceof EffectFailed || event instanceof Interrupted) {
            return Optional.empty();
        }
        return before;
    }
}
