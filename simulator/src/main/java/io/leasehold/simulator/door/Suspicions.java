package io.leasehold.simulator.door;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Lapsed;
import io.leasehold.simulator.history.HistoryEvent.Probation;
import io.leasehold.store.JobRecord;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes down what the store says about lapses and probations of one instance's jobs. Thread-safe. */
final class Suspicions {
    private final String instance;
    private final History history;
    private final Set<String> onProbation = new LinkedHashSet<>();

    Suspicions(String instance, History history) {
        this.instance = instance;
        this.history = history;
    }

    /** A claim brought this job. */
    synchronized void took(JobRecord record) {
        String job = record.id().value();
        int lapses = record.progress().lapses();
        boolean probation = record.progress().probation();
        mark(job, probation);
        if (lapses > 0 || probation) {
            history.add(at ->
                    new Lapsed(at, job, record.run().value(), record.ownership().token(), instance, lapses, probation));
        }
    }

    /** A write was applied that says this, and perhaps closes a step. */
    synchronized void wrote(String job, String run, long token, boolean on, boolean closes) {
        boolean changed = mark(job, on);
        if (changed || (on && closes)) {
            history.add(at -> new Probation(at, job, run, token, instance, on));
        }
    }

    private boolean mark(String job, boolean on) {
        return on ? onProbation.add(job) : onProbation.remove(job);
    }
}
