package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A part of INNOCENT: a job whose state a person has made unreadable is parked by whoever claims it, and begins no step. An owner that
 * had read it before overwrites it by its next write, which is its complete view (R12). Fed event by event.
 */
final class Spoilt {
    private final Set<String> spoilt = new LinkedHashSet<>();
    private final Map<String, Claimed> readers = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();

    void look(HistoryEvent event) {
        if (event instanceof Ordered order && order.order().equals("Spoil")) {
            spoilt.add(order.job());
        } else if (event instanceof Ordered order && order.abandons()) {
            spoilt.remove(order.job());
            readers.remove(order.job());
        } else if (event instanceof Claimed claim && spoilt.contains(claim.job())) {
            readers.put(claim.job(), claim);
        } else if (event instanceof Written write && !is(write)) {
            spoilt.remove(write.job());
        } else if (event instanceof IntentSent intent && is(intent)) {
            violations.add(intent.step() + " was begun by " + intent.instance() + " at " + intent.atMillis()
                    + " ms, though the state in its record could not be read");
        }
    }

    /** Whether the claim at hand found the state as it had been left, and can only park the job. */
    boolean is(OfClaim event) {
        Claimed reader = readers.get(event.job());
        return reader != null && reader.token() == event.token();
    }

    List<String> violations() {
        return violations;
    }
}
