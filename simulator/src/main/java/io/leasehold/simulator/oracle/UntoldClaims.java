package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Claims that nobody told: a process that is killed between the store's answer and its telling takes them with it. The next claim of the
 * job tells: a token is missing before it, and it was taken from a lease under which nobody was known to have the job. Used once.
 */
final class UntoldClaims {
    private final List<HistoryEvent> heard;
    private final Map<String, Claimed> last = new LinkedHashMap<>();
    private final Map<String, String> grantees = new LinkedHashMap<>();
    private final Map<String, Integer> ends = new LinkedHashMap<>();
    private final Map<Integer, List<HistoryEvent>> before = new LinkedHashMap<>();

    private UntoldClaims(List<HistoryEvent> heard) {
        this.heard = heard;
    }

    /** The same events and, of a run in real time, each such claim in front of its claimer's end: when else it was nobody knows. */
    static List<HistoryEvent> restored(List<HistoryEvent> heard) {
        boolean inRealTime =
                heard.stream().limit(1).anyMatch(event -> event instanceof RunStarted head && head.inRealTime());
        if (!inRealTime) {
            return heard;
        }
        UntoldClaims untold = new UntoldClaims(heard);
        for (int place = 0; place < heard.size(); place++) {
            untold.look(place, heard.get(place));
        }
        return untold.merged();
    }

    private void look(int place, HistoryEvent event) {
        if (event instanceof Claimed claim) {
            Claimed told = last.put(claim.job(), claim);
            if (told != null) {
                between(told, claim);
            }
        } else if (event instanceof LeaseGranted granted) {
            grantees.put(granted.lease(), granted.instance());
        } else if (event instanceof Killed || event instanceof Frozen) {
            ends.put(((OfInstance) event).instance(), place);
        }
    }

    private void between(Claimed told, Claimed claim) {
        String lease = claim.from();
        if (lease == null || lease.equals(told.lease()) || claim.token() <= told.token() + 1) {
            return;
        }
        String claimer = grantees.get(lease);
        Integer end = claimer == null ? null : ends.get(claimer);
        if (claimer != null && end != null) {
            before.computeIfAbsent(end, place -> new ArrayList<>())
                    .add(new Claimed(
                            heard.get(end).atMillis(),
                            claim.job(),
                            claim.run(),
                            claim.token() - 1,
                            claimer,
                            lease,
                            null,
                            claim.type(),
                            claim.version()));
        }
    }

    private List<HistoryEvent> merged() {
        List<HistoryEvent> all = new ArrayList<>(heard.size());
        for (int place = 0; place < heard.size(); place++) {
            all.addAll(before.getOrDefault(place, List.of()));
            all.add(heard.get(place));
        }
        return all;
    }
}
