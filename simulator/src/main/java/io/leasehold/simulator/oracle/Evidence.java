package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Bounds;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.RunStarted;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.Doubt.Resolution;
import io.leasehold.store.JobRecord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that oracles may look at.
 *
 * @param events the history, in order; of real threads, in the order in which the store did things ({@link AppliedOrder})
 * @param records the jobs as the store has them at the end
 * @param recordsKnown whether there are records at all, or the history is judged alone
 */
public record Evidence(List<HistoryEvent> events, List<JobRecord> records, boolean recordsKnown) {
    public Evidence {
        events = List.copyOf(ofThreads(events) ? AppliedOrder.of(events) : events);
        records = List.copyOf(records);
    }

    /** A history with the store's final records. */
    public Evidence(List<HistoryEvent> events, List<JobRecord> records) {
        this(events, records, true);
    }

    /** A history alone. */
    public static Evidence ofHistory(List<HistoryEvent> events) {
        return new Evidence(events, List.of(), false);
    }

    private static boolean ofThreads(List<HistoryEvent> events) {
        return events.stream()
                .limit(1)
                .anyMatch(
                        event -> event instanceof RunStarted head && head.mode().equals("real"));
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
        return Calm.of(this);
    }

    /** The events of one kind, in order. */
    public <T extends HistoryEvent> List<T> all(Class<T> kind) {
        return stream(kind).toList();
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
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }
}
