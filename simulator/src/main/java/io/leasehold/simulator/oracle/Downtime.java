package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import java.time.Duration;
import java.util.List;

/**
 * A time that one job stood still, from the moment its owner stopped until its next effect elsewhere, beyond the pace that the job
 * itself asked for. A further death before that effect starts the count anew.
 *
 * @param job which job
 * @param owner who stopped
 * @param kind how
 * @param sinceMillis when, or when the job was due if that was later
 * @param millis how long it stood still
 * @param asked whether the sink had to be asked what became of the step in doubt, which takes its time
 * @param ended whether it ever went on
 * @param takers who claimed it meanwhile, in order, the last of whom went on with it; none: its owner went on itself
 */
public record Downtime(
        String job,
        String owner,
        Kind kind,
        long sinceMillis,
        long millis,
        boolean asked,
        boolean ended,
        List<Taker> takers) {
    public Downtime {
        takers = List.copyOf(takers);
    }

    /** A claim of the job while it stood still. */
    public record Taker(String instance, long atMillis) {}

    /** How an owner stopped. */
    public enum Kind {
        /** It was killed, or froze. */
        CRASH("was gone"),
        /** It was cut off from the store. */
        CUT("was cut off"),
        /** It gave everything up over {@link StuckWorkers}. */
        GAVE_UP("had given everything up over workers that ignored their interrupt"),
        /** It was stopped in order; counted from the end of the job's step in hand, which ends with its process at the latest. */
        STOP("had stopped in order");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** How long it may be (G6): a cut in one direction adds a heartbeat, a question to the sink the settle delay. */
    public Duration bound(Bounds bounds) {
        Duration bound = switch (kind) {
            case CRASH, GAVE_UP -> bounds.crash();
            case CUT -> bounds.crash().plus(bounds.heartbeat());
            case STOP -> bounds.stop();
        };
        return asked ? bound.plus(bounds.settle()) : bound;
    }

    /** All the times that jobs stood still in this history. */
    public static List<Downtime> of(List<HistoryEvent> events) {
        DowntimeClock clock = new DowntimeClock();
        UntoldClaims.restored(events).forEach(clock::look);
        return clock.downtimes();
    }

    /** The least of these millis that is no smaller than this part of them (0 to 1); 0 for none. */
    public static long percentile(List<Long> millis, double part) {
        List<Long> sorted = millis.stream().sorted().toList();
        int index = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, index));
    }
}
