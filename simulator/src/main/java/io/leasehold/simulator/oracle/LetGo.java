package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of STALL: once all trouble is over, the owner of a job that a person has stopped lets go of it within the bound. */
final class LetGo {
    private final long mostMillis;
    private final Map<String, Claimed> owners = new LinkedHashMap<>();
    private final Map<String, Long> stoppedMillis = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private boolean healed;

    LetGo(long mostMillis) {
        this.mostMillis = mostMillis;
    }

    void look(HistoryEvent event) {
        if (event instanceof Healed) {
            healed = true;
            stoppedMillis.replaceAll((job, at) -> event.atMillis());
        } else if (event instanceof Claimed claim) {
            owners.put(claim.job(), claim);
        } else if (event instanceof Released released) {
            over(released.job(), event);
            owners.remove(released.job());
        } else if (event instanceof LeaseEnded ended) {
            owners.values().removeIf(claim -> claim.lease().equals(ended.lease()));
            stoppedMillis.keySet().retainAll(owners.keySet());
        } else if (event instanceof SetBack back) {
            stoppedMillis.remove(back.job());
            owners.remove(back.job());
        } else if (event instanceof Ordered order) {
            over(order.job(), event);
            if (order.order().equals("Stop") && owners.containsKey(order.job())) {
                stoppedMillis.put(order.job(), order.atMillis());
            }
        }
    }

    private void over(String job, HistoryEvent event) {
        Long since = stoppedMillis.remove(job);
        if (healed && since != null && event.atMillis() - since > mostMillis) {
            violations.add("\"" + job + "\" was stopped, and its owner held it from " + since + " to "
                    + event.atMillis() + " ms, though all trouble was over; the bound is " + mostMillis + " ms");
        }
    }

    List<String> violations() {
        return violations;
    }
}
