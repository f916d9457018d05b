package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.InstanceStarted;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseErased;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A part of CHURN (fault 10): through an outage of the store that befalls everybody, 95 of 100 jobs keep their owner, but for hand-overs
 * that are due. Judged where nothing else happens from a lease time before the outage until two after it.
 */
final class Outages {
    private static final String OUTAGE = "OUTAGE";

    private final Evidence evidence;
    private final long ttlMillis;

    Outages(Evidence evidence) {
        this.evidence = evidence;
        this.ttlMillis = evidence.bounds().ttl().toMillis();
    }

    List<String> violations() {
        List<String> violations = new ArrayList<>();
        evidence.events().stream()
                .filter(event ->
                        event instanceof Troubled trouble && trouble.what().equals(OUTAGE))
                .map(Troubled.class::cast)
                .filter(distinctMoment())
                .filter(this::alone)
                .forEach(outage -> judge(outage, violations));
        return violations;
    }

    private static Predicate<Troubled> distinctMoment() {
        Set<Long> seen = new LinkedHashSet<>();
        return outage -> seen.add(outage.atMillis());
    }

    private long until(Troubled outage) {
        return outage.atMillis() + outage.forMillis() + 2 * ttlMillis;
    }

    private boolean alone(Troubled outage) {
        long from = outage.atMillis() - ttlMillis;
        long until = until(outage);
        List<HistoryEvent> events = evidence.events();
        return events.get(events.size() - 1).atMillis() >= until
                && events.stream()
                        .filter(event -> lastsUntil(event) >= from && event.atMillis() <= until)
                        .noneMatch(event -> disturbs(event, outage));
    }

    private static long lastsUntil(HistoryEvent event) {
        if (event instanceof StoreMoved moved) {
            // So much longer leases of before last.
            return moved.atMillis() + Math.max(0, -moved.byMillis());
        }
        return event.atMillis() + (event instanceof Troubled trouble ? trouble.forMillis() : 0);
    }

    private static boolean disturbs(HistoryEvent event, Troubled outage) {
        return event instanceof Killed
                || event instanceof Frozen
                || event instanceof Woken
                || event instanceof StopAsked
                || event instanceof InstanceStarted
                || event instanceof Ordered
                || event instanceof SetBack
                || event instanceof LeaseErased
                || event instanceof StoreMoved
                || (event instanceof Troubled other && !isOf(other, outage));
    }

    /** The same outage befalls every instance; something else may befall one in the same moment. */
    private static boolean isOf(Troubled other, Troubled outage) {
        return other.atMillis() == outage.atMillis() && other.what().equals(outage.what());
    }

    private void judge(Troubled outage, List<String> violations) {
        Map<String, String> before = owners(outage.atMillis());
        Map<String, String> after = owners(until(outage));
        before.keySet().retainAll(after.keySet());
        Set<String> taken = taken(outage);
        long moved = before.entrySet().stream()
                .filter(entry -> taken.contains(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                .count();
        if (moved * 20 > before.size()) {
            violations.add("of " + before.size() + " jobs " + moved + " changed owner through the outage from "
                    + outage.atMillis() + " ms on; one in twenty may");
        }
    }

    /**
     * The jobs that were claimed through the outage, and neither handed over as was due, nor strays, found late, nor submitted
     * meanwhile.
     */
    private Set<String> taken(Troubled outage) {
        Set<String> jobs = new LinkedHashSet<>();
        Set<String> anew = new LinkedHashSet<>();
        Set<String> erased =
                evidence.all(LeaseErased.class).stream().map(LeaseErased::lease).collect(Collectors.toSet());
        HandOvers handOvers = new HandOvers(evidence);
        for (HistoryEvent event : evidence.events()) {
            boolean due = handOvers.look(event).map(HandOvers.Move::due).orElse(false);
            boolean through = event.atMillis() > outage.atMillis() && event.atMillis() <= until(outage);
            if (event instanceof Submitted submitted && through) {
                anew.add(submitted.job());
            } else if (event instanceof Claimed claim && through && !due && !erased.contains(claim.from())) {
                jobs.add(claim.job());
            }
        }
        jobs.removeAll(anew);
        return jobs;
    }

    private Map<String, String> owners(long atMillis) {
        Map<String, String> owners = new LinkedHashMap<>();
        KnownClaims known = new KnownClaims();
        for (HistoryEvent event : evidence.events()) {
            known.look(event);
            if (event.atMillis() > atMillis) {
                break;
            } else if (event instanceof SetBack back) {
                owners.remove(back.job());
                known.owner(back).ifPresent(claim -> owners.put(claim.job(), claim.instance()));
            } else if (event instanceof Claimed claim) {
                owners.put(claim.job(), claim.instance());
            } else if (event instanceof Released released) {
                owners.remove(released.job());
            } else if (event instanceof Submitted submitted) {
                owners.remove(submitted.job());
            } else if (event instanceof Killed killed) {
                owners.values().removeIf(killed.instance()::equals);
            }
        }
        return owners;
    }
}
