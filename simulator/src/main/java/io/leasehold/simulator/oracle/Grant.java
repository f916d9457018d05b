package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.LeaseSetBack;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.store.Retention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * GRANT: a job is claimed only by a lease that lives, of an instance that reads its type and state, and only when its owner had ended or it had none; a lease ends only by wish or
 * after its time by the store's clock, and never lives again, unless the store forgot that it had ended. Judged by a model of leases that shares nothing with any store, for
 * histories in which an event's place is the moment when the store applied it: virtual time.
 */
public final class Grant implements Oracle {
    @Override
    public String name() {
        return "GRANT";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review();
        evidence.events().forEach(review::look);
        return new Judgement(name(), review.opportunities, review.violations);
    }

    /** After so long the record of an ended lease may be dropped, and a very late grant leave a lease that nobody renews (R1). */
    private static final long KEPT_MILLIS = Retention.DEFAULT.endedLeases().toMillis();

    private static final class Review {
        private final Map<String, Long> endsAt = new LinkedHashMap<>();
        private final Map<String, String> holders = new LinkedHashMap<>();
        private final Map<String, Long> dead = new LinkedHashMap<>();
        private final Set<String> forgotten = new LinkedHashSet<>();

        /** Their time was over before the store's clock was set back: a survey that nobody heard of may have ended them. */
        private final Set<String> lapsed = new LinkedHashSet<>();

        /** Without a record, until somebody buries it: nobody may take its jobs for a dead owner's meanwhile, whatever the time. */
        private final Set<String> erased = new LinkedHashSet<>();

        /** Those whose end was asked for before they were granted. */
        private final Set<String> wished = new LinkedHashSet<>();

        private final Map<String, Claimed> owners = new LinkedHashMap<>();
        private final KnownClaims known = new KnownClaims();
        private final List<String> violations = new ArrayList<>();
        private final Map<String, Map<String, Integer>> reads = new LinkedHashMap<>();
        private long storeAhead;
        private long opportunities;

        private void look(HistoryEvent event) {
            known.look(event);
            if (event instanceof StoreMoved moved) {
                endsAt.forEach((lease, end) -> {
                    if (end <= now(event)) {
                        lapsed.add(lease);
                    }
                });
                storeAhead += moved.byMillis();
            } else if (event instanceof InstanceStarted started) {
                reads.put(started.instance(), started.reads());
            } else if (event instanceof LeaseGranted granted) {
                granted(granted);
            } else if (event instanceof LeaseRenewed renewed) {
                renewed(renewed);
            } else if (event instanceof LeaseEnded ended) {
                ended(ended);
            } else if (event instanceof Claimed claim) {
                claimed(claim);
            } else if (event instanceof Released released) {
                owners.computeIfPresent(
                        released.job(), (job, claim) -> claim.token() == released.token() ? null : claim);
            } else if (event instanceof Ordered order) {
                ordered(order);
            } else if (event instanceof Parked parked) {
                owners.remove(parked.job());
            } else if (event instanceof SetBack back) {
                known.setBack(back, owners);
            } else if (event instanceof LeaseSetBack back) {
                dead.remove(back.lease());
                lapsed.remove(back.lease());
                endsAt.put(back.lease(), now(event) + back.lastsMillis());
            } else if (event instanceof LeaseErased gone) {
                erased.add(gone.lease());
                dead.remove(gone.lease());
            }
        }

        /** Whose lease has no record owns nothing that a person starts, restarts or deletes: that needs no burial (R17). */
        private void ordered(Ordered order) {
            Claimed owner = owners.get(order.job());
            boolean unknown = owner != null && erased.contains(owner.lease());
            if (order.order().equals("Park") || order.erases() || (unknown && order.frees())) {
                owners.remove(order.job());
            }
        }

        private long now(HistoryEvent event) {
            return event.atMillis() + storeAhead;
        }

        private void granted(LeaseGranted event) {
            Long ended = dead.get(event.lease());
            if (ended != null && event.atMillis() - ended >= KEPT_MILLIS) {
                forgotten.add(event.lease());
                return;
            }
            refuseTheDead(event.lease(), "was granted to " + event.instance(), event);
            holders.put(event.lease(), event.instance());
            endsAt.putIfAbsent(event.lease(), now(event) + event.ttlMillis());
        }

        private void renewed(LeaseRenewed event) {
            boolean onlyAsked = event.extensionMillis() == 0;
            if (event.live() && !(onlyAsked && forgotten.contains(event.lease()))) {
                lapsed.remove(event.lease());
                refuseTheDead(event.lease(), "was said to live when " + event.instance() + " renewed it", event);
                if (!onlyAsked) {
                    endsAt.put(event.lease(), now(event) + event.extensionMillis());
                }
            } else if (!event.live() && endsAt.containsKey(event.lease()) && !erased.contains(event.lease())) {
                opportunities++;
                refuseTheLiving(
                        event.lease(), "was said to have ended when " + event.instance() + " renewed it", event);
            }
        }

        private void refuseTheDead(String lease, String what, HistoryEvent event) {
            opportunities++;
            if (dead.containsKey(lease)) {
                violations.add("lease " + lease + " " + what + " at " + event.atMillis() + " ms, after it had ended");
            }
        }

        /**
         * What was never granted has no record that could end: a grant that is still on its way leaves a live lease (R1), until who
         * asked for its end asks again. The same where the record was erased, and its holder asks: or a survey told it of a burial.
         */
        private void ended(LeaseEnded event) {
            boolean buried = erased.remove(event.lease());
            if (buried && event.instance().equals(holders.get(event.lease()))) {
                endsAt.remove(event.lease());
            } else if (!buried && !endsAt.containsKey(event.lease())) {
                wished.add(event.lease());
            } else {
                endedAfterAll(event, buried);
            }
        }

        private void endedAfterAll(LeaseEnded event, boolean buried) {
            boolean byWish =
                    event.instance().equals(holders.get(event.lease())) || buried || wished.contains(event.lease());
            if (!dead.containsKey(event.lease()) && !byWish) {
                opportunities++;
                refuseTheLiving(event.lease(), "was ended, as " + event.instance() + " heard", event);
            }
            dead.putIfAbsent(event.lease(), event.atMillis());
        }

        private void refuseTheLiving(String lease, String what, HistoryEvent event) {
            long end = endsAt.getOrDefault(lease, 0L);
            if (erased.contains(lease)) {
                violations.add("lease " + lease + " " + what + " at " + event.atMillis()
                        + " ms, though it had no record, and nobody had buried it");
            } else if (!dead.containsKey(lease) && !lapsed.contains(lease) && end > now(event)) {
                violations.add("lease " + lease + " " + what + " at " + event.atMillis() + " ms, " + (end - now(event))
                        + " ms before its time");
            }
            dead.putIfAbsent(lease, event.atMillis());
        }

        private void claimed(Claimed claim) {
            opportunities++;
            if (dead.containsKey(claim.lease())) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms under a lease that had ended");
            }
            Map<String, Integer> known = reads.get(claim.instance());
            if (known != null && claim.version() > known.getOrDefault(claim.type(), 0)) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms, which doesn't read " + claim.type() + " of version " + claim.version());
            }
            Claimed former = owners.put(claim.job(), claim);
            if (former != null
                    && former.token() < claim.token()
                    && !former.lease().equals(claim.lease())) {
                refuseTheLiving(
                        former.lease(), "lost \"" + claim.job() + "\" to a claim of " + claim.instance(), claim);
            } else if (former != null && former.token() < claim.token()) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms from its own live lease");
            }
        }
    }
}
