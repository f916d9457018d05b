package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Lapsed;
import io.leasehold.simulator.history.HistoryEvent.OfClaim;
import io.leasehold.simulator.history.HistoryEvent.Released;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A history of real time in the order in which the store did things. It is written down as answers arrive, so that the answer to the
 * next owner's claim may stand before the one to the release that made the job free. Tokens tell them apart: what a store acknowledged
 * under a token, it did before any claim under a higher one. So, too, with the claim of a process that froze before it could
 * tell: the store did it before the freeze.
 */
final class AppliedOrder {
    private final List<HistoryEvent> heard;
    private final Map<String, NavigableMap<Long, Integer>> claims = new LinkedHashMap<>();
    private final Map<String, Integer> freezes = new LinkedHashMap<>();
    private final Map<Integer, List<HistoryEvent>> before = new LinkedHashMap<>();
    private final List<Integer> late = new ArrayList<>();

    private AppliedOrder(List<HistoryEvent> heard) {
        this.heard = heard;
    }

    /**
     * The same events: each acknowledged release in front of every later claim of its job, at that claim's time at the latest; each claim
     * that was told after a later one by an instance that stood still meanwhile behind that instance's freeze.
     */
    static List<HistoryEvent> of(List<HistoryEvent> heard) {
        AppliedOrder order = new AppliedOrder(heard);
        for (int place = 0; place < heard.size(); place++) {
            HistoryEvent event = heard.get(place);
            if (event instanceof Claimed claim) {
                order.claimed(place, claim);
            } else if (event instanceof Lapsed lapsed) {
                order.behindTheFreeze(place, lapsed);
            } else if (event instanceof Released released) {
                order.released(place, released);
            } else if (event instanceof Frozen frozen) {
                order.freezes.put(frozen.instance(), place);
            }
        }
        return order.late.isEmpty() ? heard : order.merged();
    }

    private void claimed(int place, Claimed claim) {
        if (!behindTheFreeze(place, claim)) {
            claims.computeIfAbsent(claim.job(), job -> new TreeMap<>()).putIfAbsent(claim.token(), place);
        }
    }

    /** Whether what this tells of a claim was told late by one that stood still, and is put where it belongs. */
    private boolean behindTheFreeze(int place, OfClaim event) {
        Map.Entry<Long, Integer> next =
                claims.getOrDefault(event.job(), new TreeMap<>()).higherEntry(event.token());
        Integer frozen = freezes.get(event.instance());
        if (next == null || frozen == null || frozen >= next.getValue()) {
            return false;
        }
        long millis = heard.get(frozen).atMillis();
        put(frozen + 1, event instanceof Claimed claim ? at(millis, claim) : at(millis, (Lapsed) event), place);
        return true;
    }

    private void released(int place, Released released) {
        Map.Entry<Long, Integer> next =
                claims.getOrDefault(released.job(), new TreeMap<>()).higherEntry(released.token());
        if (next != null) {
            put(next.getValue(), at(heard.get(next.getValue()).atMillis(), released), place);
        }
    }

    private void put(int where, HistoryEvent event, int from) {
        before.computeIfAbsent(where, place -> new ArrayList<>()).add(event);
        late.add(from);
    }

    private List<HistoryEvent> merged() {
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

    private static Claimed at(long millis, Claimed claim) {
        return new Claimed(
                millis,
                claim.job(),
                claim.run(),
                claim.token(),
                claim.instance(),
                claim.lease(),
                claim.from(),
                claim.type(),
                claim.version());
    }

    private static Lapsed at(long millis, Lapsed lapsed) {
        return new Lapsed(
                millis,
                lapsed.job(),
                lapsed.run(),
                lapsed.token(),
                lapsed.instance(),
                lapsed.lapses(),
                lapsed.probation());
    }

    private static Released at(long millis, Released released) {
        return new Released(
                millis, released.job(), released.run(), released.token(), released.instance(), released.status());
    }
}
