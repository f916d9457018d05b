package io.leasehold.simulator.processes;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds which job and is at which step, and who has a lease, by what their stores had answered when it was told. One that has stood
 * still has none until its store says so again. Thread-safe.
 */
final class Books {
    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Set<String> live = new LinkedHashSet<>();

    private static final class Holding {
        private final long token;
        private final String instance;
        private boolean over;
        private long open;

        private Holding(long token, String instance) {
            this.token = token;
            this.instance = instance;
        }
    }

    synchronized void look(HistoryEvent event) {
        if (event instanceof LeaseGranted granted) {
            live.add(granted.instance());
        } else if (event instanceof LeaseRenewed renewed && renewed.live()) {
            live.add(renewed.instance());
        } else if (event instanceof LeaseRenewed || event instanceof Woken) {
            live.remove(((OfInstance) event).instance());
        } else if (event instanceof OfClaim claim) {
            lookAt(claim);
        }
    }

    private void lookAt(OfClaim event) {
        Holding holding = holdings.get(event.job());
        if (event instanceof Claimed && (holding == null || holding.token < event.token())) {
            holdings.put(event.job(), new Holding(event.token(), event.instance()));
        } else if (holding == null || holding.token != event.token()) {
            return;
        } else if (event instanceof IntentSent intent) {
            holding.open = intent.sequence();
        } else if (event instanceof StepClosed closed && closed.sequence() == holding.open) {
            holding.open = 0;
        } else if (event instanceof Released) {
            holding.over = true;
        }
    }

    /** Whether its store said that it has a lease when it last asked. */
    synchronized boolean live(String instance) {
        return live.contains(instance);
    }

    /** Whether it holds a job. */
    synchronized boolean holdsJobs(String instance) {
        return !of(instance).isEmpty();
    }

    /** Whether it holds jobs, and each of them merely waits for its next step. */
    synchronized boolean idle(String instance) {
        List<Holding> held = of(instance);
        return !held.isEmpty() && held.stream().allMatch(holding -> holding.open == 0);
    }

    private List<Holding> of(String instance) {
        return holdings.values().stream()
                .filter(holding -> !holding.over && holding.instance.equals(instance))
                .toList();
    }
}
