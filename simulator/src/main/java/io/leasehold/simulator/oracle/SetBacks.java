package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.ClaimLost;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Lapsed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseLost;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Regressed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of the jobs that the store has set back (fault 14). An owner whose claim is gone, and that is left alone, tells so at its
 * next write, or when it is given the very claim anew, and has the job parked: what the store forgot may then happen again. An owner
 * whose claim is still there writes its complete view over what was forgotten (R12): then nothing may. Where nobody owned the job, or
 * something else befell its owner before its next write, nobody could notice, and what was forgotten may happen again silently.
 */
final class SetBacks {
    private final List<Loss> losses = new ArrayList<>();
    private final List<HistoryEvent> events;
    private final Calm calm;
    private final long mostMillis;
    private final long callMillis;

    /** What the store lost of one job; {@code place}: of the event among all. */
    private record Loss(SetBack back, Optional<Claimed> owner, int place) {
        private boolean claimGone() {
            return owner.filter(claim ->
                            claim.token() != back.token() || !claim.lease().equals(back.lease()))
                    .isPresent();
        }
    }

    private SetBacks(Evidence evidence) {
        this.events = evidence.events();
        this.calm = evidence.calm();
        this.mostMillis = evidence.bounds().stall().toMillis();
        this.callMillis = evidence.bounds().call().toMillis();
        Map<String, Claimed> owners = new LinkedHashMap<>();
        KnownClaims known = new KnownClaims();
        for (int place = 0; place < events.size(); place++) {
            HistoryEvent event = events.get(place);
            known.look(event);
            if (event instanceof SetBack back) {
                losses.add(new Loss(back, Optional.ofNullable(owners.get(back.job())), place));
                known.setBack(back, owners);
            } else {
                follow(event, owners);
            }
        }
    }

    static SetBacks of(Evidence evidence) {
        return new SetBacks(evidence);
    }

    private static void follow(HistoryEvent event, Map<String, Claimed> owners) {
        if (event instanceof Claimed claim) {
            owners.put(claim.job(), claim);
        } else if (event instanceof Released released) {
            owners.remove(released.job());
        } else if (event instanceof Parked parked) {
            owners.remove(parked.job());
        } else if (event instanceof LeaseEnded ended) {
            owners.values().removeIf(claim -> claim.lease().equals(ended.lease()));
        } else if (event instanceof LeaseLost lost) {
            owners.values().removeIf(claim -> claim.instance().equals(lost.instance()));
        } else if (event instanceof Ordered order
                && (order.erases() || order.order().equals("Park"))) {
            owners.remove(order.job());
        }
    }

    // Who has to tell

    /** What owners that were left alone didn't tell, or not follow by parking the job. */
    List<String> untold() {
        long end = events.isEmpty() ? 0 : events.get(events.size() - 1).atMillis();
        List<String> untold = new ArrayList<>();
        for (Loss loss : losses) {
            if (loss.claimGone() && alone(loss) && loss.back.atMillis() + mostMillis <= end) {
                untold(loss).ifPresent(untold::add);
            }
        }
        return untold;
    }

    private Optional<String> untold(Loss loss) {
        Claimed owner = loss.owner.orElseThrow();
        String what = "the store had forgotten at " + loss.back.atMillis() + " ms that " + owner.instance()
                + " had claimed \"" + owner.job() + "\" under token " + owner.token() + ", and it ";
        if (fenced(loss)) {
            return Optional.empty();
        } else if (!tells(loss)) {
            return Optional.of(what + "never told that the store had lost something");
        }
        return parks(loss) ? Optional.empty() : Optional.of(what + "told so, but never had it parked");
    }

    private boolean alone(Loss loss) {
        long at = loss.back.atMillis();
        return loss.owner
                .filter(claim -> calm.serving(claim.instance(), at, at + mostMillis))
                .isPresent();
    }

    /** Whether its owner was given the very claim once more before it noticed, and never did: it goes on as if nothing had been. */
    private boolean again(Loss loss) {
        Claimed owner = loss.owner.orElseThrow();
        return !tells(loss)
                && soon(loss)
                        .filter(event -> lost(event, owner)
                                || regressed(event, owner)
                                || (event instanceof Claimed claim
                                        && claim.job().equals(owner.job())))
                        .findFirst()
                        .filter(event -> event instanceof Claimed claim
                                && claim.token() == owner.token()
                                && claim.lease().equals(owner.lease())
                                && heard(owner, claim.atMillis()))
                        .isPresent();
    }

    /** Whether it knew by then what it had claimed: it acted on that, or nothing can have kept the answer from it. */
    private boolean heard(Claimed claim, long atMillis) {
        return calm.undisturbed(claim.instance(), claim.atMillis(), Math.min(atMillis, claim.atMillis() + callMillis))
                || events.stream()
                        .filter(event -> event.atMillis() >= claim.atMillis() && event.atMillis() < atMillis)
                        .anyMatch(event -> event instanceof OfClaim act
                                && !(event instanceof Claimed || event instanceof Lapsed)
                                && act.job().equals(claim.job())
                                && act.token() == claim.token()
                                && act.instance().equals(claim.instance()));
    }

    /** Behind a claim of another one, perhaps of several, it may hear no more than that it lost its own. */
    private boolean fenced(Loss loss) {
        Claimed owner = loss.owner.orElseThrow();
        boolean taken = soon(loss)
                .takeWhile(event -> !lost(event, owner))
                .anyMatch(event -> event instanceof Claimed claim
                        && claim.job().equals(owner.job())
                        && claim.token() >= owner.token()
                        && !claim.lease().equals(owner.lease()));
        return taken && soon(loss).anyMatch(event -> lost(event, owner));
    }

    private static boolean lost(HistoryEvent event, Claimed owner) {
        return event instanceof ClaimLost lost
                && lost.job().equals(owner.job())
                && lost.instance().equals(owner.instance())
                && lost.token() == owner.token();
    }

    private static boolean regressed(HistoryEvent event, Claimed owner) {
        return event instanceof Regressed told
                && told.job().equals(owner.job())
                && told.instance().equals(owner.instance());
    }

    private boolean tells(Loss loss) {
        return soon(loss).anyMatch(event -> regressed(event, loss.owner.orElseThrow()));
    }

    /** By which no token is issued again that it may still act under. A job whose record is erased by hand can't be parked. */
    private boolean parks(Loss loss) {
        Claimed owner = loss.owner.orElseThrow();
        return soon(loss)
                .anyMatch(event -> (event instanceof Parked parked
                                && parked.job().equals(owner.job())
                                && parked.token() >= owner.token())
                        || (event instanceof Ordered order && order.job().equals(owner.job()) && order.erases()));
    }

    /** What happened since, for as long as it may take to notice. */
    private Stream<HistoryEvent> soon(Loss loss) {
        return events.subList(loss.place, events.size()).stream()
                .takeWhile(event -> event.atMillis() <= loss.back.atMillis() + mostMillis);
    }

    // What may happen again

    /** How often the store had truly forgotten this effect's step before its intent was sent: in each of these lives it happens once. */
    int life(EffectStarted effect) {
        int intended = intended(effect);
        return (int) losses.stream()
                .filter(loss -> loss.place < intended
                        && loss.back.job().equals(effect.job())
                        && loss.back.run().equals(effect.run())
                        && stands(loss, intended) <= effect.sequence())
                .filter(this::forgotten)
                .count();
    }

    /** The step that the store stands at by then, by what it was set back to and by packets of before that arrived once more. */
    private long stands(Loss loss, int until) {
        return events.subList(loss.place, Math.max(loss.place, until)).stream()
                .filter(event -> event instanceof Written write && again(write, loss))
                .mapToLong(event -> ((Written) event).sequence())
                .reduce(loss.back.sequence(), Math::max);
    }

    /** Whether the store had accepted this write before it forgot: it was sent before, and says nothing new. */
    private boolean again(Written write, Loss loss) {
        return write.job().equals(loss.back.job())
                && write.run().equals(loss.back.run())
                && write.token() == loss.back.token()
                && events.subList(0, loss.place).stream()
                        .anyMatch(event -> event instanceof Written before
                                && before.job().equals(write.job())
                                && before.token() == write.token()
                                && before.instance().equals(write.instance())
                                && before.revision() == write.revision());
    }

    /** Its intent's place; that of its leaving where that had been sent in an earlier life under the very claim, and so says nothing new. */
    private int intended(EffectStarted effect) {
        int place = left(effect);
        for (int i = place - 1; i >= 0; i--) {
            if (events.get(i) instanceof EffectStarted before
                    && before.step().equals(effect.step())
                    && before.token() == effect.token()
                    && before.instance().equals(effect.instance())) {
                return place;
            } else if (events.get(i) instanceof IntentSent intent
                    && intent.step().equals(effect.step())
                    && intent.token() == effect.token()
                    && intent.instance().equals(effect.instance())) {
                return i;
            }
        }
        return place;
    }

    /** The place at which its request left, which may have arrived much later. */
    private int left(EffectStarted effect) {
        int place = events.indexOf(effect);
        Long gate = effect.gateMillis();
        while (gate != null && place > 0 && events.get(place - 1).atMillis() > gate) {
            place--;
        }
        return place;
    }

    private boolean forgotten(Loss loss) {
        if (loss.owner.isEmpty()) {
            return true;
        } else if (loss.claimGone()) {
            return !again(loss) && (!alone(loss) || untold(loss).isEmpty());
        }
        return !mended(loss);
    }

    /** Whether the owner wrote its view over what was forgotten, or could have: one whose view is in the store alone has it parked instead. */
    private boolean mended(Loss loss) {
        Claimed owner = loss.owner.orElseThrow();
        for (HistoryEvent event : events.subList(loss.place, events.size())) {
            if (event instanceof Parked parked
                    && parked.job().equals(owner.job())
                    && parked.instance().equals(owner.instance())) {
                return false;
            }
            if (event instanceof Written write && write.job().equals(owner.job()) && !again(write, loss)) {
                return write.token() == owner.token() && write.instance().equals(owner.instance());
            } else if (event instanceof Claimed claim && claim.job().equals(owner.job())) {
                return calm.serving(owner.instance(), loss.back.atMillis(), claim.atMillis());
            }
        }
        return true;
    }

    /** Whether the store has forgotten something of the job between these moments. */
    boolean between(String job, long fromMillis, long toMillis) {
        return losses.stream()
                .map(Loss::back)
                .anyMatch(
                        back -> back.job().equals(job) && back.atMillis() >= fromMillis && back.atMillis() <= toMillis);
    }

    /** Whether the store has forgotten something of the job at any time. */
    boolean everOf(String job) {
        return between(job, 0, Long.MAX_VALUE);
    }
}
