package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.GuardedReached;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.LockReleased;
import io.leasehold.simulator.history.HistoryEvent.LockTaken;
import io.leasehold.simulator.history.HistoryEvent.LockTrusted;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * LOCK: by the store's record a lock has one holder at a time, whose token is higher than any before it, and none before its rest is over; what
 * it guards accepts no lower token after a higher; nobody is told that a hold is valid once another has the lock; and once all is quiet no
 * lock is held for long, as it is where nobody knows of it. Judged by a model that shares nothing with any store, for histories of virtual time.
 */
public final class Lock implements Oracle {
    /** In a quiet phase who holds a lock is done with it by then. */
    private static final long LONGEST_MILLIS = 10 * 60_000L;

    @Override
    public String name() {
        return "LOCK";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Review review = new Review(evidence.bounds().ttl().toMillis() * 2);
        evidence.events().forEach(review::look);
        return new Judgement(name(), review.opportunities, review.violations);
    }

    private static final class Review {
        private final long jumpMatters;
        private final Set<String> dead = new LinkedHashSet<>();
        private final Map<String, LockTaken> taken = new LinkedHashMap<>();
        private final Map<String, LockTaken> holders = new LinkedHashMap<>();
        private final Map<String, Long> restsUntil = new LinkedHashMap<>();
        private final Map<String, Long> accepted = new LinkedHashMap<>();
        private final List<String> violations = new ArrayList<>();
        private long opportunities;
        private long storeAhead;
        private long jumped = Long.MIN_VALUE / 2;
        private long quietSince = Long.MAX_VALUE;

        Review(long jumpMatters) {
            this.jumpMatters = jumpMatters;
        }

        private void look(HistoryEvent event) {
            stale(event.atMillis());
            if (event instanceof StoreMoved moved) {
                storeAhead += moved.byMillis();
                jumped = event.atMillis();
            } else if (event instanceof Healed) {
                quietSince = event.atMillis();
            } else if (event instanceof LeaseEnded ended) {
                dead.add(ended.lease());
            } else if (event instanceof LeaseRenewed renewed && !renewed.live()) {
                dead.add(renewed.lease());
            } else if (event instanceof LockTaken take) {
                take(take);
            } else if (event instanceof LockReleased release) {
                release(release);
            } else if (event instanceof LockTrusted trust) {
                trust(trust);
            } else if (event instanceof GuardedReached request) {
                reach(request);
            }
        }

        private void take(LockTaken take) {
            opportunities++;
            LockTaken former = taken.put(take.lock(), take);
            LockTaken holder = holders.put(take.lock(), take);
            if (former != null && take.token() <= former.token()) {
                found(take, "under token " + take.token() + ", though " + former.token() + " was given before");
            }
            if (holder != null && !dead.contains(holder.lease())) {
                found(take, "though " + holder.instance() + " held it since " + holder.atMillis() + " ms");
            }
            Long rest = restsUntil.remove(take.lock());
            long left = rest == null ? 0 : rest - take.atMillis() - storeAhead;
            if (left > 0) {
                found(take, left + " ms before its rest was over");
            }
        }

        private void found(LockTaken take, String what) {
            violations.add("lock \"" + take.lock() + "\" was given to " + take.instance() + " at " + take.atMillis()
                    + " ms " + what);
        }

        /** A late release of a former holder says nothing of the present one, and one under an ended lease brings no rest. */
        private void release(LockReleased release) {
            LockTaken holder = holders.get(release.lock());
            if (holder != null && holder.token() == release.token()) {
                holders.remove(release.lock());
                if (release.restMillis() > 0 && !dead.contains(holder.lease())) {
                    restsUntil.put(release.lock(), release.atMillis() + storeAhead + release.restMillis());
                }
            }
        }

        /** A store clock that jumps ahead ends leases early, and is let off. */
        private void trust(LockTrusted trust) {
            opportunities++;
            LockTaken present = taken.get(trust.lock());
            if (present != null && present.token() > trust.token() && present.atMillis() - jumped > jumpMatters) {
                violations.add(trust.instance() + " was told at " + trust.atMillis() + " ms that its hold of \""
                        + trust.lock() + "\" was valid, though " + present.instance() + " had it since "
                        + present.atMillis() + " ms");
            }
        }

        private void reach(GuardedReached request) {
            if (request.accepted()) {
                opportunities++;
                long highest = accepted.getOrDefault(request.lock(), 0L);
                if (request.token() < highest) {
                    violations.add("what \"" + request.lock() + "\" guards accepted token " + request.token() + " of "
                            + request.instance() + " at " + request.atMillis() + " ms after token " + highest);
                }
                accepted.put(request.lock(), Math.max(highest, request.token()));
            }
        }

        private void stale(long now) {
            List.copyOf(holders.values()).stream()
                    .filter(hold -> !dead.contains(hold.lease()))
                    .filter(hold -> now - Math.max(hold.atMillis(), quietSince) > LONGEST_MILLIS)
                    .forEach(hold -> {
                        violations.add("lock \"" + hold.lock() + "\" is held by " + hold.instance() + " since "
                                + hold.atMillis() + " ms, and nobody there seems to know");
                        holders.remove(hold.lock());
                    });
        }
    }
}
