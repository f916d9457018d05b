package io.leasehold.simulator.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** The events of one run, in order; nothing is ever taken out. Thread-safe: time and place in the order are given together. */
public final class History {
    private final LongSupplier nanos;
    private final long startNanos;
    private final List<HistoryEvent> events = new ArrayList<>();
    private final Consumer<HistoryEvent> copy;

    /** A history that begins now, by this clock. */
    public History(LongSupplier nanos) {
        this(nanos, event -> {});
    }

    /** The same; each event is given to {@code copy} too, in order. */
    public History(LongSupplier nanos, Consumer<HistoryEvent> copy) {
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.copy = copy;
    }

    /** Writes down what this makes of the present moment. */
    public synchronized void add(LongFunction<? extends HistoryEvent> event) {
        HistoryEvent happened = event.apply(nowMillis());
        events.add(happened);
        copy.accept(happened);
    }

    /** Milliseconds since the start. */
    public long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startNanos);
    }

    /** How many events there are so far. */
    public synchronized int size() {
        return events.size();
    }

    /** All events so far. */
    public synchronized List<HistoryEvent> events() {
        return List.copyOf(events);
    }
}
