package io.leasehold.simulator.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The ledger of a run: append-only, in the order of appending. Thread-safe, and outside all instances. */
public final class History {
    private final LongSupplier clockMillis;
    private final List<HistoryEvent> events = new ArrayList<>();

    /** An empty ledger with its own clock, in milliseconds since the run began. */
    public History(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /** Appends an event, made with the time of the appending. */
    public synchronized void append(Function<Long, HistoryEvent> event) {
        events.add(event.apply(clockMillis.getAsLong()));
    }

    /** All that was appended so far. */
    public synchronized List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    /** The events of one kind. */
    public <E extends HistoryEvent> Stream<E> of(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Milliseconds since the run began. */
    public long nowMillis() {
        return clockMillis.getAsLong();
    }
}
