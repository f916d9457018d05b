package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.SetBack;
import io.leasehold.simulator.history.HistoryEvent.Written;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MONO: within a claim revisions never go back, and within a run sequences never do. Where the store has set a job back, who claims it then
 * may begin lower; the owner that still has its claim may not. For histories of virtual time.
 */
public final class Mono implements Oracle {
    @Override
    public String name() {
        return "MONO";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Map<String, Written> lastOfJob = new LinkedHashMap<>();
        List<String> violations = new ArrayList<>();
        List<Written> writes = evidence.all(Written.class);
        Set<String> setBack = new LinkedHashSet<>();
        for (HistoryEvent event : evidence.events()) {
            if (event instanceof SetBack back) {
                setBack.add(back.job());
            }
            if (event instanceof Claimed claim && setBack.remove(claim.job())) {
                lastOfJob.remove(claim.job());
            }
            if (!(event instanceof Written write)) {
                continue;
            }
            Written before = lastOfJob.put(write.job(), write);
            setBack.remove(write.job());
            if (before != null && before.run().equals(write.run())) {
                boolean sameClaim = before.token() == write.token();
                if (sameClaim && write.revision() < before.revision()) {
                    violations.add(described(write) + " went back from revision " + before.revision());
                }
                if (write.sequence() < before.sequence()) {
                    violations.add(described(write) + " went back from step " + before.sequence());
                }
            }
        }
        return new Judgement(name(), writes.size(), violations);
    }

    private static String described(Written write) {
        return "the write of \"" + write.job() + "\" by " + write.instance() + " at " + write.atMillis()
                + " ms (revision " + write.revision() + ", step " + write.sequence() + ")";
    }
}
