package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of STALL: jobs whose owner's lease's record a person took away, until the slow walk over the owners has found and buried it. Each
 * engine walks by chance, seldomer the more there are; once all trouble is over it must not take longer than thirty lease times.
 * Fed event by event.
 */
final class Strays {
    private static final int LEASES = 30;

    private final long mostMillis;
    private final Map<String, String> leases = new LinkedHashMap<>();
    private final Map<String, Long> since = new LinkedHashMap<>();
    private final Set<String> erased = new LinkedHashSet<>();
    private final List<String> violations = new ArrayList<>();
    private boolean healed;

    Strays(long ttlMillis) {
        this.mostMillis = LEASES * ttlMillis;
    }

    void look(HistoryEvent event) {
        if (event instanceof Claimed claim) {
            found(claim.job(), event);
            leases.put(claim.job(), claim.lease());
        } else if (event instanceof LeaseErased gone) {
            erased.add(gone.lease());
            leases.forEach((job, lease) -> {
                if (lease.equals(gone.lease())) {
                    since.putIfAbsent(job, event.atMillis());
                }
            });
        } else if (event instanceof LeaseEnded ended) {
            erased.remove(ended.lease());
            List.copyOf(since.keySet()).stream()
                    .filter(job -> ended.lease().equals(leases.get(job)))
                    .forEach(job -> found(job, event));
        } else if (event instanceof Released released) {
            over(released.job());
        } else if (event instanceof SetBack back) {
            setBack(back);
        } else if (event instanceof Parked parked) {
            over(parked.job());
        } else if (event instanceof Ordered order && (order.abandons() || (has(order.job()) && order.frees()))) {
            over(order.job());
        } else if (event instanceof Healed) {
            healed = true;
            since.replaceAll((job, at) -> event.atMillis());
        }
    }

    private void setBack(SetBack back) {
        over(back.job());
        String lease = back.lease();
        if (lease != null) {
            leases.put(back.job(), lease);
            if (erased.contains(lease)) {
                since.put(back.job(), back.atMillis());
            }
        }
    }

    private void over(String job) {
        leases.remove(job);
        since.remove(job);
    }

    private void found(String job, HistoryEvent event) {
        Long from = since.remove(job);
        if (from != null) {
            judge(job, from, event.atMillis());
        }
    }

    private void judge(String job, long fromMillis, long untilMillis) {
        if (healed && untilMillis - fromMillis > mostMillis) {
            violations.add("\"" + job + "\", whose owner's lease had no record any more, was not found from "
                    + fromMillis + " to " + untilMillis + " ms, though all trouble was over; the bound is " + mostMillis
                    + " ms");
        }
    }

    /** Whether the job waits to be found. */
    boolean has(String job) {
        return since.containsKey(job);
    }

    /** What took too long, by the end of the history too. */
    List<String> violations(long endMillis) {
        since.forEach((job, from) -> judge(job, from, endMillis));
        return violations;
    }
}
