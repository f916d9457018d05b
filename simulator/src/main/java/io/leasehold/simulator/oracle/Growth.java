package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.Counted;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GROWTH: a store holds no more records than there are jobs, and leases that live or are still to be kept. Where tombstones go, they go in
 * time and not before ({@link Tombstones}).
 */
public final class Growth implements Oracle {
    @Override
    public String name() {
        return "GROWTH";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        List<Counted> counts = evidence.all(Counted.class);
        List<String> violations = new ArrayList<>();
        for (Counted count : counts) {
            long jobs = evidence.all(Submitted.class).size();
            long leases = keptLeases(evidence, count);
            if (count.tombstonesMillis() != null) {
                Tombstones.judge(count, evidence.events()).ifPresent(violations::add);
            } else if (count.jobs() > jobs) {
                violations.add("the store holds " + count.jobs() + " jobs and tombstones of " + jobs + " submitted");
            }
            if (count.leases() > leases) {
                violations.add("the store holds " + count.leases() + " leases at " + count.atMillis() + " ms, where "
                        + leases + " live or are still to be kept");
            }
        }
        return new Judgement(name(), counts.size(), violations);
    }

    /** Leases of which the store has heard within their retention. */
    private static long keptLeases(Evidence evidence, Counted count) {
        Map<String, Long> heard = new LinkedHashMap<>();
        evidence.all(LeaseGranted.class).forEach(granted -> heard.put(granted.lease(), granted.atMillis()));
        evidence.all(LeaseRenewed.class).stream()
                .filter(LeaseRenewed::live)
                .forEach(renewed -> heard.replace(renewed.lease(), renewed.atMillis()));
        return heard.values().stream()
                .filter(at -> at >= count.atMillis() - count.keptForMillis())
                .count();
    }
}
