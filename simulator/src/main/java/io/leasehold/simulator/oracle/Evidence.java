package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.Doubt.Resolution;
import io.leasehold.store.JobRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that oracles may look at. What several of them ask for is worked out once, when it is first asked for; so it is used by one thread.
 */
public final class Evidence {
    private final List<HistoryEvent> events;
    private final List<JobRecord> records;
    private final boolean recordsKnown;
    private final Map<Class<?>, List<HistoryEvent>> kinds = new LinkedHashMap<>();
    private @Nullable Calm calm;
    private @Nullable SetBacks setBacks;

    private Evidence(List<HistoryEvent> events, List<JobRecord> records, boolean recordsKnown) {
        this.events = List.copyOf(inRealTime(events) ? AppliedOrder.of(events) : events);
        this.records = List.copyOf(records);
        this.recordsKnown = recordsKnown;
    }

    /**
     * A history with the store's final records.
     *
     * @param events in order
     * @param records the jobs as the store has them at the end
     */
    public Evidence(List<HistoryEvent> events, List<JobRecord> records) {
        this(events, records, true);
    }

    /** A history alone. */
    public static Evidence ofHistory(List<HistoryEvent> events) {
        return new Evidence(events, List.of(), false);
    }

    /** The history; of a run in real time, in the order in which the store did things ({@link AppliedOrder}). */
    public List<HistoryEvent> events() {
        return events;
    }

    /** The jobs as the store has them at the end. */
    public List<JobRecord> records() {
        return records;
    }

    /** Whether there are records at all, or the history is judged alone. */
    public boolean recordsKnown() {
        return recordsKnown;
    }

    private static boolean inRealTime(List<HistoryEvent> events) {
        return events.stream().limit(1).anyMatch(event -> event instanceof RunStarted head && head.inRealTime());
    }

    /** The head of the history. */
    public RunStarted head() {
        return stream(RunStarted.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a history must begin with RunStarted, but has none"));
    }

    /** The times that the run is held to. */
    public Bounds bounds() {
        return head().bounds();
    }

    /** When who was left alone. */
    public Calm calm() {
        if (calm == null) {
            calm = Calm.of(this);
        }
        return calm;
    }

    /** What the store has set back, and what became of it. */
    SetBacks setBacks() {
        if (setBacks == null) {
            setBacks = SetBacks.of(this);
        }
        return setBacks;
    }

    /** The events of one kind, in order. */
    @SuppressWarnings("unchecked") // each kind's list holds that kind alone
    public <T extends HistoryEvent> List<T> all(Class<T> kind) {
        if (kinds.isEmpty()) {
            sortOut();
        }
        return (List<T>) kinds.computeIfAbsent(kind, this::family);
    }

    /** Each event is found by its record: those are final. */
    private void sortOut() {
        for (HistoryEvent event : events) {
            kinds.computeIfAbsent(event.getClass(), kind -> new ArrayList<>()).add(event);
        }
    }

    /** Events of several records; of one, if it has none. */
    private List<HistoryEvent> family(Class<?> kind) {
        return kind.isRecord()
                ? List.of()
                : events.stream().filter(kind::isInstance).toList();
    }

    /** The effects of each step, in order. */
    public Map<StepId, List<EffectStarted>> effects() {
        return stream(EffectStarted.class)
                .collect(Collectors.groupingBy(EffectStarted::step, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * The steps that were left behind in doubt, as a listener or the final record says: their effects may be missing. None where effects
     * commit together with their steps: there no report stands for an effect.
     */
    public Set<StepId> skipped() {
        Set<StepId> steps = new LinkedHashSet<>();
        if (head().inStore()) {
            return steps;
        }
        stream(InDoubt.class).filter(InDoubt::skipped).map(InDoubt::step).forEach(steps::add);
        for (JobRecord record : records) {
            record.progress().doubts().last().stream()
                    .filter(doubt -> doubt.resolution() == Resolution.SKIPPED)
                    .forEach(doubt -> steps.add(
                            new StepId(record.id().value(), record.run().value(), doubt.sequence())));
        }
        return steps;
    }

    /** The steps reported in doubt, by a listener or by the final record. */
    public Set<StepId> inDoubt() {
        Set<StepId> steps = new LinkedHashSet<>();
        stream(InDoubt.class).map(InDoubt::step).forEach(steps::add);
        for (JobRecord record : records) {
            record.progress()
                    .doubts()
                    .last()
                    .forEach(doubt -> steps.add(
                            new StepId(record.id().value(), record.run().value(), doubt.sequence())));
        }
        return steps;
    }

    private <T extends HistoryEvent> Stream<T> stream(Class<T> kind) {
        return all(kind).stream();
    }
}
