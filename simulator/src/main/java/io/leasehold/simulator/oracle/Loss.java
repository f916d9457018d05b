package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.Ordered;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * LOSS: every step of every run reached the sink or was left behind and reported in doubt, every run came to its end, and what listeners heard was in
 * doubt stands in the record. A run that a person restarted or deleted owes no more than the steps that it had closed.
 */
public final class Loss implements Oracle {
    @Override
    public String name() {
        return "LOSS";
    }

    @Override
    public Judgement judge(Evidence evidence) {
        Set<StepId> accountedFor = new LinkedHashSet<>(evidence.effects().keySet());
        accountedFor.addAll(evidence.skipped());
        List<String> violations = new ArrayList<>();
        long steps = 0;
        for (Submitted run : evidence.all(Submitted.class)) {
            steps += run.steps();
            missing(run, accountedFor, evidence).stream()
                    .map(step -> step + " never reached the sink and was never reported in doubt")
                    .forEach(violations::add);
            if (!abandoned(run, evidence)) {
                unfinished(run, evidence).ifPresent(violations::add);
            }
            unrecorded(run, evidence).ifPresent(violations::add);
        }
        return new Judgement(name(), steps, violations);
    }

    /** How many steps are missing silently. */
    public static long missing(Evidence evidence) {
        Set<StepId> accountedFor = new LinkedHashSet<>(evidence.effects().keySet());
        accountedFor.addAll(evidence.skipped());
        return evidence.all(Submitted.class).stream()
                .mapToLong(run -> missing(run, accountedFor, evidence).size())
                .sum();
    }

    /** Whether a person has ended the run before its end. */
    private static boolean abandoned(Submitted run, Evidence evidence) {
        return evidence.all(Ordered.class).stream()
                .anyMatch(order -> order.abandons()
                        && order.job().equals(run.job())
                        && order.run().equals(run.run()));
    }

    /** How far the run came: one that was abandoned owes only the steps that were closed. */
    private static long reached(Submitted run, Evidence evidence) {
        return abandoned(run, evidence)
                ? evidence.all(StepClosed.class).stream()
                        .filter(closed ->
                                closed.job().equals(run.job()) && closed.run().equals(run.run()))
                        .mapToLong(StepClosed::sequence)
                        .max()
                        .orElse(0)
                : run.steps();
    }

    private static List<StepId> missing(Submitted run, Set<StepId> accountedFor, Evidence evidence) {
        List<StepId> missing = new ArrayList<>();
        long reached = reached(run, evidence);
        for (long sequence = 1; sequence <= reached; sequence++) {
            StepId step = new StepId(run.job(), run.run(), sequence);
            if (!accountedFor.contains(step)) {
                missing.add(step);
            }
        }
        return missing;
    }

    /** The record is the report: what a listener heard, and perhaps forgot, stands there too, unless the store has set the job back. */
    private static Optional<String> unrecorded(Submitted run, Evidence evidence) {
        long told = evidence.all(InDoubt.class).stream()
                .filter(doubt -> doubt.job().equals(run.job()) && doubt.run().equals(run.run()))
                .map(InDoubt::sequence)
                .distinct()
                .count();
        return record(run, evidence)
                .filter(record -> record.progress().status() == Status.FINISHED)
                .filter(record -> !evidence.setBacks().everOf(run.job()))
                .filter(record -> record.progress().doubts().count() < told)
                .map(record ->
                        "of " + told + " steps of \"" + run.job() + "\" that listeners heard were in doubt, only "
                                + record.progress().doubts().count() + " are in its record");
    }

    private static Optional<JobRecord> record(Submitted run, Evidence evidence) {
        return evidence.records().stream()
                .filter(record -> record.id().value().equals(run.job())
                        && record.run().value().equals(run.run()))
                .findFirst();
    }

    private static Optional<String> unfinished(Submitted run, Evidence evidence) {
        if (!evidence.recordsKnown()) {
            return unended(run, evidence);
        }
        Optional<JobRecord> last = record(run, evidence);
        if (last.isEmpty() && deleted(run, evidence)) {
            return unended(run, evidence);
        } else if (last.isEmpty()) {
            return Optional.of("the store has no record of run " + run.run() + " of \"" + run.job() + "\" any more");
        }
        return last.filter(record -> record.progress().status() != Status.FINISHED)
                .map(record -> "\"" + run.job() + "\" never came to its end: it is "
                        + record.progress().status() + " at step "
                        + record.progress().sequence() + " of " + run.steps()
                        + record.progress()
                                .error()
                                .map(error -> ", saying: " + error)
                                .orElse(""));
    }

    private static boolean deleted(Submitted run, Evidence evidence) {
        return evidence.all(Ordered.class).stream()
                .anyMatch(order -> order.order().equals("Delete")
                        && order.job().equals(run.job())
                        && order.run().equals(run.run()));
    }

    /** Where a history is judged alone, or the record is gone, a run has ended when a write that ended it was acknowledged. */
    private static Optional<String> unended(Submitted run, Evidence evidence) {
        boolean ended = evidence.all(Released.class).stream()
                .anyMatch(released -> released.ended()
                        && released.job().equals(run.job())
                        && released.run().equals(run.run()));
        return ended ? Optional.empty() : Optional.of("\"" + run.job() + "\" never came to its end");
    }
}
