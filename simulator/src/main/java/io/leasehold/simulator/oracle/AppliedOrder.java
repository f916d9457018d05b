package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A history of real threads in the order in which the store did things. It is written down as answers arrive, so that the answer to the
 * next owner's claim may stand before the one to the release that made the job free. Tokens tell them apart: what a store acknowledged
 * under a token, it did before any claim under a higher one.
 */
final class AppliedOrder {
    private AppliedOrder() {}

    /** The same events, each acknowledged release in front of every later claim of its job, at that claim's time at the latest. */
    static List<HistoryEvent> of(List<HistoryEvent> heard) {
        Map<String, NavigableMap<Long, Integer>> claims = new LinkedHashMap<>();
        Map<Integer, List<HistoryEvent>> before = new LinkedHashMap<>();
        List<Integer> late = new ArrayList<>();
        for (int place = 0; place < heard.size(); place++) {
            HistoryEvent event = heard.get(place);
            if (event instanceof Claimed claim) {
                claims.computeIfAbsent(claim.job(), job -> new TreeMap<>()).putIfAbsent(claim.token(), place);
            } else if (event instanceof Released released) {
                Map.Entry<Long, Integer> next =
                        claims.getOrDefault(released.job(), new TreeMap<>()).higherEntry(released.token());
                if (next != null) {
                    long at = heard.get(next.getValue()).atMillis();
                    before.computeIfAbsent(next.getValue(), claim -> new ArrayList<>())
                            .add(at(at, released));
                    late.add(place);
                }
            }
        }
        return late.isEmpty() ? heard : merged(heard, before, late);
    }

    private static List<HistoryEvent> merged(
            List<HistoryEvent> heard, Map<Integer, List<HistoryEvent>> before, List<Integer> late) {
        List<HistoryEvent> applied = new ArrayList<>(heard.size());
        int skipped = 0;
        for (int place = 0; place < heard.size(); place++) {
            applied.addAll(before.getOrDefault(place, List.of()));
            if (skipped < late.size() && late.get(skipped) == place) {
                skipped++;
            } else {
                applied.add(heard.get(place));
            }
        }
        return applied;
    }

    private static Released at(long millis, Released released) {
        return new Released(
                millis, released.job(), released.run(), released.token(), released.instance(), released.status());
    }
}
