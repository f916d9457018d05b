package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Lapsed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many lapses a job's record may name (R10), by a model of stops, leases and claims alone: from one claim to the next at most one
 * more, and none more where the owner between them handed the job back or left in order. Fed event by event.
 */
final class Lapses {
    private final long ttlMillis;
    private final Map<String, String> holders = new LinkedHashMap<>();
    private final Map<String, Long> lastHeard = new LinkedHashMap<>();
    private final Set<String> stopping = new LinkedHashSet<>();

    /** Of each lease whether the first word on its end was its own instance's, leaving in time. */
    private final Map<String, Boolean> endedInOrder = new LinkedHashMap<>();

    private final Map<String, Claimed> claims = new LinkedHashMap<>();
    private final Map<String, Integer> counted = new LinkedHashMap<>();
    private final Map<String, Integer> most = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();

    /** Jobs of whose present claim nothing was told but the claim. */
    private final Set<String> silent = new LinkedHashSet<>();

    private boolean processes;

    Lapses(long ttlMillis) {
        this.ttlMillis = ttlMillis;
    }

    List<String> violations() {
        return violations;
    }

    /** Whether the claim's former owner left in order. */
    boolean leftInOrder(Lapsed claimed) {
        Claimed claim = claims.get(claimed.job());
        return claim != null && claim.token() == claimed.token() && leftInOrder(claim);
    }

    void look(HistoryEvent event) {
        if (event instanceof RunStarted head) {
            processes = head.mode().equals("processes");
        } else if (event instanceof StopAsked stop) {
            stopping.add(stop.instance());
        } else if (event instanceof LeaseGranted granted) {
            holders.put(granted.lease(), granted.instance());
            lastHeard.put(granted.lease(), granted.atMillis());
        } else if (event instanceof LeaseRenewed renewed && renewed.live() && renewed.extensionMillis() > 0) {
            lastHeard.put(renewed.lease(), renewed.atMillis());
        } else if (event instanceof StoreMoved) {
            lastHeard.clear();
        } else if (event instanceof LeaseEnded ended) {
            endedInOrder.putIfAbsent(ended.lease(), inOrder(ended));
        } else if (event instanceof SetBack back) {
            claims.remove(back.job());
            counted.remove(back.job());
            most.remove(back.job());
        } else if (event instanceof Claimed claim) {
            claimed(claim);
        } else if (event instanceof OfClaim more) {
            told(more);
        }
    }

    private void told(OfClaim event) {
        Claimed claim = claims.get(event.job());
        if (claim != null && claim.token() == event.token()) {
            silent.remove(event.job());
        }
        if (event instanceof Lapsed lapsed) {
            lapsed(lapsed);
        }
    }

    /** One whose time may have been up before, by the store's clock, may have been ended over that. */
    private boolean inOrder(LeaseEnded ended) {
        Long heard = lastHeard.get(ended.lease());
        return stopping.contains(ended.instance())
                && ended.instance().equals(holders.get(ended.lease()))
                && heard != null
                && ended.atMillis() - heard < ttlMillis;
    }

    private boolean leftInOrder(Claimed claim) {
        return claim.from() != null && endedInOrder.getOrDefault(claim.from(), false);
    }

    /**
     * Behind a claim that nobody saw there is nothing to count from; nor behind that of a process which may have been killed before it
     * could tell what its record said.
     */
    private void claimed(Claimed claim) {
        Claimed before = claims.put(claim.job(), claim);
        most.remove(claim.job());
        boolean known = silent.add(claim.job()) || !processes;
        if (before != null && before.token() + 1 == claim.token() && known) {
            int more = claim.from() == null || leftInOrder(claim) ? 0 : 1;
            most.put(claim.job(), counted.getOrDefault(claim.job(), 0) + more);
        }
        counted.put(claim.job(), 0);
    }

    private void lapsed(Lapsed lapsed) {
        int atMost = most.getOrDefault(lapsed.job(), Integer.MAX_VALUE);
        if (lapsed.lapses() > atMost) {
            violations.add("\"" + lapsed.job() + "\", claimed by " + lapsed.instance() + " at " + lapsed.atMillis()
                    + " ms, had " + lapsed.lapses() + " lapses on record, but at most " + atMost
                    + " of its owners in a row had lapsed over it");
        }
        counted.put(lapsed.job(), lapsed.lapses());
    }
}
