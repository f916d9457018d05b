package io.leasehold.simulator.door;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Takeover;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
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
    private final Set<LeaseId> ended = new LinkedHashSet<>();
    private final Map<JobId, Open> open = new LinkedHashMap<>();
    private final Map<JobId, RunId> runs = new LinkedHashMap<>();

    private final Map<JobId, Sent> sent = new LinkedHashMap<>();

    /** Steps whose outcome travels with the next intent. */
    private final Map<JobId, Long> closing = new LinkedHashMap<>();

    private boolean releasing;

    private record Open(long sequence, int attempt, boolean inherited) {
        private boolean is(long otherSequence, int otherAttempt) {
            return sequence == otherSequence && attempt == otherAttempt;
        }
    }

    /** The newest write of a job that was sent. */
    private record Sent(long token, long revision) {
        private boolean reaches(Write write) {
            return token > write.token() || (token == write.token() && revision >= write.revision());
        }
    }

    /** The witness of one instance. */
    public StoreWitness(String instance, History history, Roster roster) {
        this.instance = instance;
        this.history = history;
        this.roster = roster;
    }

    synchronized void granting(LeaseId lease) {
        leases.add(lease);
    }

    synchronized void granted(LeaseId lease, Duration ttl, LeaseState state) {
        if (state instanceof LeaseState.Live) {
            history.add(at -> new LeaseGranted(at, instance, lease.value(), ttl.toMillis()));
        }
    }

    synchronized void renewed(LeaseId lease, Duration extension, LeaseState state) {
        boolean live = state instanceof LeaseState.Live;
        history.add(at -> new LeaseRenewed(at, instance, lease.value(), extension.toMillis(), live));
    }

    /** The store has ended this lease, by this instance's wish or as a survey tells. */
    synchronized void ended(LeaseId lease) {
        if (ended.add(lease)) {
            history.add(at -> new LeaseEnded(at, instance, lease.value()));
        }
    }

    /** A record that the store answered: a claim of ours, if it names us under a token not seen before. */
    synchronized void saw(JobRecord record) {
        long token = record.ownership().token();
        String job = record.id().value();
        Optional<LeaseId> lease = record.ownership().owner().filter(leases::contains);
        if (lease.isPresent() && roster.claimed(job, token, instance)) {
            runs.put(record.id(), record.run());
            open.remove(record.id());
            record.progress()
                    .open()
                    .filter(OpenStep::inDoubt)
                    .ifPresent(step ->
                            open.put(record.id(), new Open(record.progress().sequence(), step.attempt(), true)));
            Optional<String> from = record.takeovers().stream()
                    .limit(1)
                    .filter(takeover -> takeover.token() == token)
                    .map(Takeover::from)
                    .map(LeaseId::value)
                    .findFirst();
            history.add(at -> new Claimed(
                    at, job, record.run().value(), token, instance, lease.get().value(), from.orElse(null)));
        }
    }

    /** This write is on its way; one that was sent before says nothing new. */
    synchronized void sending(Write write) {
        Sent before = sent.get(write.job());
        if (before != null && before.reaches(write)) {
            return;
        }
        sent.put(write.job(), new Sent(write.token(), write.revision()));
        releasing = write.release();
        Progress progress = write.progress();
        progress.open()
                .filter(step -> step.standing() == OpenStep.Standing.INTENDED)
                .filter(step -> !known(write.job(), progress.sequence(), step.attempt()))
                .ifPresent(step -> intends(write, step));
    }

    private boolean known(JobId job, long sequence, int attempt) {
        Open step = open.get(job);
        return step != null && step.is(sequence, attempt);
    }

    private void intends(Write write, OpenStep step) {
        long sequence = write.progress().sequence();
        Open before = open.put(write.job(), new Open(sequence, step.attempt(), false));
        if (before != null && before.sequence() < sequence) {
            closing.put(write.job(), before.sequence());
        }
        long pace = step.pace().from() == Pace.From.INTENT ? step.pace().time().toMillis() : 0;
        history.add(at ->
                new IntentSent(at, write.job().value(), run(write.job()), sequence, write.token(), instance, pace));
    }

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
                    write.progress().sequence(),
                    write.delay().map(Duration::toMillis).orElse(null)));
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
        String status = write.progress().status().name();
        history.add(at -> new Released(at, write.job().value(), run(write.job()), write.token(), instance, status));
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

    /** Whether a step of a job that the instance holds was left open by the job's former owner. */
    public synchronized boolean inherited(String job) {
        Open step = open.get(new JobId(job));
        return step != null && step.inherited;
    }

    /** Whether the last write ended its claim. */
    public synchronized boolean released() {
        return releasing;
    }

    /** A store that this witness watches. */
    public LeaseStore watching(LeaseStore store) {
        return new WitnessedStore(store, this);
    }
}
