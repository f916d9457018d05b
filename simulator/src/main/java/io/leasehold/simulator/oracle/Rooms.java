package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many jobs each instance owns of those that it has room for, as claims, releases and the ends of leases tell. Fed event by event.
 * Who never said how much room it has, has any.
 */
final class Rooms {
    private final Map<String, Long> limits = new LinkedHashMap<>();
    private final Map<String, String> leases = new LinkedHashMap<>();
    private final Map<String, Claimed> claims = new LinkedHashMap<>();
    private final Map<String, Long> fullSince = new LinkedHashMap<>();
    private final Map<String, List<Span>> full = new LinkedHashMap<>();

    private record Span(long fromMillis, long toMillis) {}

    /** All that a history tells. */
    static Rooms of(Evidence evidence) {
        Rooms rooms = new Rooms();
        evidence.events().forEach(rooms::look);
        return rooms;
    }

    void look(HistoryEvent event) {
        if (event instanceof InstanceStarted started && started.room() != null) {
            limits.put(started.instance(), started.room());
        }
        if (limits.isEmpty()) {
            return;
        } else if (event instanceof LeaseGranted granted) {
            leases.put(granted.instance(), granted.lease());
        } else if (event instanceof Claimed claim) {
            claims.put(claim.job(), claim);
        } else if (event instanceof Released released) {
            claims.computeIfPresent(released.job(), (job, claim) -> claim.token() == released.token() ? null : claim);
        } else if (event instanceof LeaseEnded ended) {
            claims.values().removeIf(claim -> claim.lease().equals(ended.lease()));
        } else if (event instanceof Ordered order && order.erases()) {
            claims.remove(order.job());
        } else {
            return;
        }
        limits.keySet().forEach(instance -> changed(instance, event.atMillis()));
    }

    private void changed(String instance, long atMillis) {
        if (!hasRoom(instance)) {
            fullSince.putIfAbsent(instance, atMillis);
            return;
        }
        Long since = fullSince.remove(instance);
        if (since != null) {
            full.computeIfAbsent(instance, name -> new ArrayList<>()).add(new Span(since, atMillis));
        }
    }

    /** How many jobs it owns at most. */
    long limit(String instance) {
        return limits.getOrDefault(instance, Long.MAX_VALUE);
    }

    /** How many it owns under its present lease; none are counted where nobody's room is bounded. */
    long load(String instance) {
        String lease = leases.getOrDefault(instance, "");
        return claims.values().stream()
                .filter(claim -> claim.lease().equals(lease))
                .count();
    }

    boolean hasRoom(String instance) {
        return limit(instance) == Long.MAX_VALUE || load(instance) < limit(instance);
    }

    /** Whether anybody's room is bounded. */
    boolean bounded() {
        return !limits.isEmpty();
    }

    /** Whether the job has an owner among these. */
    boolean owned(String job, Set<String> instances) {
        Claimed claim = claims.get(job);
        return claim != null && instances.contains(claim.instance());
    }

    /** Whether it would have taken one more job all the time from one moment to the other. */
    boolean hadRoom(String instance, long from, long to) {
        return fullSince.getOrDefault(instance, Long.MAX_VALUE) > to
                && full.getOrDefault(instance, List.of()).stream()
                        .noneMatch(span -> span.fromMillis <= to && from <= span.toMillis);
    }
}
