package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import java.util.List;

/**
 * What oracles judge by.
 *
 * @param events the ledger, in order
 * @param records the job records at the end of the run
 * @param crashBound how long a job may stand still after its owner crashed
 * @param stopBound how long it may after a graceful stop, from the end of its step in hand
 */
public record Evidence(List<HistoryEvent> events, List<JobRecord> records, Duration crashBound, Duration stopBound) {
    public Evidence {
        events = List.copyOf(events);
        records = List.copyOf(records);
    }

    /** The events of one kind. */
    public <E extends HistoryEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
