package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CHURN: in a quiet phase no job changes owner. The quiet begins two crash bounds after all trouble is over; a claim that a person's
 * order led to is none of it.
 */
public final class Churn implements Oracle {
    @Override
    public String name() {
        return "CHURN";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        long settling = evidence.bounds().crash().toMillis() * 2;
        Map<String, Long> ordered = new LinkedHashMap<>();
        List<String> violations = new ArrayList<>();
        long quietFrom = Long.MAX_VALUE;
        long events = 0;
        for (HistoryEvent event : evidence.events()) {
            boolean quiet = event.atMillis() > quietFrom;
            events += quiet ? 1 : 0;
            if (event instanceof Healed) {
                quietFrom = event.atMillis() + settling;
            } else if (event instanceof Ordered order) {
                ordered.put(order.job(), order.atMillis());
            } else if (quiet
                    && event instanceof Claimed claim
                    && claim.atMillis() - ordered.getOrDefault(claim.job(), Long.MIN_VALUE / 2) > settling) {
                violations.add("\"" + claim.job() + "\" was claimed by " + claim.instance() + " at " + claim.atMillis()
                        + " ms, in the middle of a quiet phase");
            }
        }
        return new Judgement(name(), events, violations);
    }
}
