package io.leasehold.simulator.door;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.Takeover;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches what one instance asks of its store and writes down claims, intents and closed steps. It believes what the store has
 * acknowledged and nothing that the engine says. Thread-safe.
 */
public final class StoreWitness {
    private final String instance;
    private final History history;
    private final Roster roster;
    private final Set<LeaseId> leases = new LinkedHashSet<>();
    private final Map<JobId, Open> open = new LinkedHashMap<>();
    private final Map<JobId, RunId> runs = new LinkedHashMap<>();

    private record Open(long sequence, int attempt) {}

    /** The witness of one instance. */
    public StoreWitness(String instance, History history, Roster roster) {
        this.instance = instance;
        this.history = history;
        this.roster = roster;
    }

    synchronized void granting(LeaseId lease) {
        leases.add(lease);
    }

    /** A record that the store answered: a claim of ours, if it names us under a token not seen before. */
    synchronized void saw(JobRecord record) {
        long token = record.ownership().token();
        String job = record.id().value();
        boolean ours = record.ownership().owner().filter(leases::contains).isPresent();
        if (ours && roster.claimed(job, token, instance)) {
            runs.put(record.id(), record.run());
            open.remove(record.id());
            record.progress()
                    .open()
                    .filter(OpenStep::inDoubt)
                    .ifPresent(step ->
                            open.put(record.id(), new Open(record.progress().sequence(), step.attempt())));
            Optional<String> from = record.takeovers().stream()
                    .limit(1)
                    .filter(takeover -> takeover.token() == token)
                    .map(Takeover::from)
                    .map(LeaseId::value)
                    .findFirst();
            history.add(at -> new Claimed(at, job, record.run().value(), token, instance, from.orElse(null)));
        }
    }

    /** This write is on its way. */
    synchronized void sending(Write write) {
        Progress progress = write.progress();
        progress.open()
                .filter(step -> step.standing() == OpenStep.Standing.INTENDED)
                .filter(step -> !new Open(progress.sequence(), step.attempt()).equals(open.get(write.job())))
                .ifPresent(step -> intends(write, step));
    }

    private void intends(Write write, OpenStep step) {
        long sequence = write.progress().sequence();
        Open before = open.put(write.job(), new Open(sequence, step.attempt()));
        if (before != null && before.sequence() < sequence) {
            closing.put(write.job(), before.sequence());
        }
        long pace = step.pace().from() == Pace.From.INTENT ? step.pace().time().toMillis() : 0;
        history.add(at ->
                new IntentSent(at, write.job().value(), run(write.job()), sequence, write.token(), instance, pace));
    }

    /** Steps whose outcome travels with the next intent. */
    private final Map<JobId, Long> closing = new LinkedHashMap<>();

    /** The store's word on a write. */
    synchronized void answered(Write write, WriteAnswer answer) {
        if (answer instanceof WriteAnswer.Fenced) {
            open.remove(write.job());
        } else if (answer instanceof WriteAnswer.Applied) {
            history.add(at -> new Written(
                    at,
                    write.job().value(),
                    run(write.job()),
                    write.token(),
                    instance,
                    write.revision(),
                    write.progress().sequence()));
            Optional.ofNullable(closing.remove(write.job())).ifPresent(sequence -> closed(write, sequence));
            if (write.progress().open().isEmpty() && open.containsKey(write.job())) {
                closed(write, open.remove(write.job()).sequence());
            }
            if (write.release()) {
                released(write);
            }
        }
    }

    private void closed(Write write, long sequence) {
        history.add(at -> new StepClosed(at, write.job().value(), run(write.job()), sequence, write.token(), instance));
    }

    private void released(Write write) {
        open.remove(write.job());
        roster.released(write.job().value(), write.token());
        boolean ended = write.progress().status() != Status.READY;
        history.add(at -> new Released(at, write.job().value(), run(write.job()), write.token(), instance, ended));
    }

    private String run(JobId job) {
        RunId run = runs.get(job);
        return run == null ? "" : run.value();
    }

    /** Whether the instance has jobs, and each of them merely waits for its next step. */
    public synchronized boolean idle() {
        boolean working = open.keySet().stream().anyMatch(job -> roster.holds(instance, job.value()));
        return !working && !roster.jobsOf(instance).isEmpty();
    }

    /** The steps whose intent was sent and whose outcome isn't acknowledged, of jobs that the instance still holds. */
    public synchronized List<StepId> openSteps() {
        return open.entrySet().stream()
                .filter(entry -> roster.holds(instance, entry.getKey().value()))
                .map(entry -> new StepId(
                        entry.getKey().value(),
                        run(entry.getKey()),
                        entry.getValue().sequence()))
                .toList();
    }

    /** A store that this witness watches. */
    public LeaseStore watching(LeaseStore store) {
        return new WitnessedStore(store, this);
    }
}
