package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Healed;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.OfInstance;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.StoreMoved;
import io.leasehold.simulator.history.HistoryEvent.Troubled;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * When a run is quiet: two crash bounds after all trouble is over, and after the last call has arrived that somebody sent who is gone:
 * a renewal among them makes its lease last on, and its jobs are taken over that much later. Not thread-safe.
 */
final class Quiet {
    private static final Set<String> ON_ITS_WAY = Set.of("LATE", "TWICE");

    private final long settlingMillis;
    private final Map<String, Long> arrivals = new LinkedHashMap<>();
    private long healedMillis = Long.MAX_VALUE;
    private long lastArrivalMillis;

    /** Until when leases of before may last longer, since the store's clock jumped back. */
    private long extendedMillis;

    Quiet(Evidence evidence) {
        this.settlingMillis = evidence.bounds().crash().toMillis() * 2;
    }

    /** Two crash bounds. */
    long settlingMillis() {
        return settlingMillis;
    }

    /** Whether the run is quiet at this event, which comes after all that was looked at before. */
    boolean look(HistoryEvent event) {
        long settled = Math.max(healedMillis, Math.max(lastArrivalMillis, extendedMillis));
        boolean quiet = event.atMillis() - settled > settlingMillis;
        if (event instanceof Troubled trouble && ON_ITS_WAY.contains(trouble.what())) {
            arrivals.merge(trouble.instance(), trouble.atMillis() + trouble.forMillis(), Math::max);
        } else if (event instanceof Killed || event instanceof Stopped) {
            long arrival = arrivals.getOrDefault(((OfInstance) event).instance(), 0L);
            lastArrivalMillis = Math.max(lastArrivalMillis, arrival);
        } else if (event instanceof StoreMoved moved && moved.byMillis() < 0) {
            extendedMillis = Math.max(extendedMillis, moved.atMillis()) - moved.byMillis();
        } else if (event instanceof Healed) {
            healedMillis = event.atMillis();
        }
        return quiet;
    }
}
