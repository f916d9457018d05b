package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Counted;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.store.TokenFloor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of GROWTH: how many jobs and tombstones a store has to hold, and may, where tombstones go. One stays for its retention, and until
 * a token floor has stood for ten minutes that was raised when the first of all had outlived its own; and not much longer than both (R18).
 * For deletions alone: no job finishes so long before that it becomes a tombstone.
 */
final class Tombstones {
    private static final long STANDING_MILLIS = TokenFloor.STANDING.toMillis();

    /** For housekeeping to come by. */
    private static final long HOUSEKEEPING_MILLIS = Duration.ofMinutes(30).toMillis();

    private final Set<String> jobs = new LinkedHashSet<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>();
    private long firstMillis = Long.MAX_VALUE / 2;

    private Tombstones() {}

    static Optional<String> judge(Counted count, List<HistoryEvent> events) {
        Tombstones known = new Tombstones();
        events.stream().takeWhile(event -> !event.equals(count)).forEach(known::look);
        long retention = Optional.ofNullable(count.tombstonesMillis()).orElseThrow();
        long least = known.jobs.size() + known.due(count, retention, STANDING_MILLIS);
        long most = known.jobs.size() + known.stillAt(count, retention + STANDING_MILLIS + HOUSEKEEPING_MILLIS);
        return count.jobs() < least || count.jobs() > most
                ? Optional.of("the store holds " + count.jobs() + " jobs and tombstones at " + count.atMillis()
                        + " ms, where it should be " + least + (most > least ? " to " + most : ""))
                : Optional.empty();
    }

    private void look(HistoryEvent event) {
        if (event instanceof Submitted submitted) {
            jobs.add(submitted.job());
            deleted.remove(submitted.job());
        } else if (event instanceof Ordered order && order.order().equals("Delete")) {
            jobs.remove(order.job());
            deleted.put(order.job(), order.atMillis());
            firstMillis = Math.min(firstMillis, order.atMillis());
        } else if (event instanceof Ordered order && order.erases()) {
            jobs.remove(order.job());
        }
    }

    private long due(Counted count, long retention, long standing) {
        return deleted.values().stream()
                .filter(at -> count.atMillis() < Math.max(at + retention, firstMillis + retention + standing))
                .count();
    }

    private long stillAt(Counted count, long most) {
        return deleted.values().stream()
                .filter(at -> count.atMillis() <= at + most)
                .count();
    }
}
