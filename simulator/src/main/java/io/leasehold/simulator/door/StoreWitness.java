package io.leasehold.simulator.door;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.Claimed;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.LockReleased;
import io.leasehold.simulator.history.HistoryEvent.LockTaken;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LockName;
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
    private Optional<LeaseId> present = Optional.empty();
    private final Set<LeaseId> ended = new LinkedHashSet<>();
    private final StepsInHand hands;
    private final Suspicions suspicions;
    private final Map<JobId, Sent> sent = new LinkedHashMap<>();
    private final Map<LockName, Long> locks = new LinkedHashMap<>();

    /** The newest write of a job that was applied together with its step. */
    private final Map<JobId, Sent> transacted = new LinkedHashMap<>();

    /** Steps whose outcome travels with the next intent. */
    private final Map<JobId, Long> closing = new LinkedHashMap<>();

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
        this.hands = new StepsInHand(instance, roster);
        this.suspicions = new Suspicions(instance, history);
    }

    synchronized void granting(LeaseId lease) {
        leases.add(lease);
        present = Optional.of(lease);
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
        if (ended.add(lease) || roster.buriedAnew(lease)) {
            history.add(at -> new LeaseEnded(at, instance, lease.value()));
        }
    }

    /** The store has given a lock, unless this only says once more that it did. */
    synchronized void lockTaken(LockName name, long token, LeaseId lease) {
        if (!Long.valueOf(token).equals(locks.put(name, token))) {
            history.add(at -> new LockTaken(at, name.value(), token, instance, lease.value()));
        }
    }

    /** The store has taken a lock back, unless it had before. */
    synchronized void lockReleased(LockName name, long token, Duration rest) {
        if (locks.remove(name, token)) {
            history.add(at -> new LockReleased(at, name.value(), token, instance, rest.toMillis()));
        }
    }

    /** A record that was read: a claim that its reader may take up, if it names its present lease. */
    synchronized void found(JobRecord record) {
        if (record.ownership().owner().equals(present)) {
            saw(record);
        }
    }

    /** A record that a claim brought: a claim of ours, if it names us under a token not seen before. */
    synchronized void saw(JobRecord record) {
        long token = record.ownership().token();
        String job = record.id().value();
        Optional<LeaseId> lease = record.ownership().owner().filter(leases::contains);
        if (lease.isPresent() && roster.claimed(job, token, instance)) {
            Sent before = sent.get(record.id());
            if (before != null && before.token() >= token) {
                sent.remove(record.id());
            }
            hands.took(record);
            closing.remove(record.id());
            history.add(at -> claimed(at, record, instance));
            suspicions.took(record);
        }
    }

    /** A claim that this record tells of. */
    static Claimed claimed(long atMillis, JobRecord record, String instance) {
        long token = record.ownership().token();
        Optional<String> from = record.takeovers().stream()
                .limit(1)
                .filter(takeover -> takeover.token() == token)
                .map(Takeover::from)
                .map(LeaseId::value)
                .findFirst();
        return new Claimed(
                atMillis,
                record.id().value(),
                record.run().value(),
                token,
                instance,
                record.ownership().owner().orElseThrow().value(),
                from.orElse(null),
                record.type(),
                record.progress().stateVersion());
    }

    /** This write is on its way; one that was sent before says nothing new, nor does a late one of a run whose record is gone. */
    synchronized void sending(Write write) {
        Sent before = sent.get(write.job());
        boolean known = before != null && before.reaches(write) && !lost(before, write);
        if (known || hands.outlived(write.job(), write.token())) {
            return;
        }
        sent.put(write.job(), new Sent(write.token(), write.revision()));
        hands.writing(write.release());
        Progress progress = write.progress();
        progress.open()
                .filter(step -> step.standing() == OpenStep.Standing.INTENDED)
                .filter(step -> !hands.knows(write.job(), progress.sequence(), step.attempt()))
                .ifPresent(step -> intends(write, step));
    }

    /** Whether what was sent before belongs to a claim that the store has lost, with its token: the present one's is lower. */
    private boolean lost(Sent before, Write write) {
        return before.token() > write.token()
                && roster.holds(instance, write.job().value(), write.token());
    }

    private void intends(Write write, OpenStep step) {
        long sequence = write.progress().sequence();
        hands.begins(write.job(), sequence, step.attempt()).ifPresent(before -> closing.put(write.job(), before));
        long pace = step.pace().from() == Pace.From.INTENT ? step.pace().time().toMillis() : 0;
        history.add(at ->
                new IntentSent(at, write.job().value(), run(write.job()), sequence, write.token(), instance, pace));
    }

    /** The store's word on a write that commits together with the step that it closes. */
    synchronized void transacted(Write write, WriteAnswer answer) {
        boolean news = answer instanceof WriteAnswer.Applied
                && !new Sent(write.token(), write.revision()).equals(transacted.get(write.job()));
        if (news) {
            transacted.put(write.job(), new Sent(write.token(), write.revision()));
        }
        answered(write, answer, news ? Optional.of(write.progress().sequence() - 1) : Optional.empty());
    }

    /** The store's word on a write. */
    synchronized void answered(Write write, WriteAnswer answer) {
        answered(write, answer, Optional.empty());
    }

    private void answered(Write write, WriteAnswer answer, Optional<Long> within) {
        if (answer instanceof WriteAnswer.Fenced) {
            hands.over(write.job(), write.token());
        } else if (answer instanceof WriteAnswer.Applied) {
            history.add(at -> new Written(
                    at,
                    write.job().value(),
                    run(write.job()),
                    write.token(),
                    instance,
                    write.revision(),
                    write.progress().sequence(),
                    write.delay().map(Duration::toMillis).orElse(null),
                    null));
            Optional<Long> begunBehind = Optional.ofNullable(closing.remove(write.job()));
            begunBehind.ifPresent(sequence -> closed(write, sequence));
            Optional<Long> last = write.progress().open().isEmpty() ? hands.over(write.job()) : Optional.empty();
            last.ifPresent(sequence -> closed(write, sequence));
            within.ifPresent(sequence -> closed(write, sequence));
            suspicions.wrote(
                    write.job().value(),
                    run(write.job()),
                    write.token(),
                    write.progress().probation(),
                    begunBehind.or(() -> last).or(() -> within).isPresent());
            if (write.release()) {
                released(write);
            }
        }
    }

    private void closed(Write write, long sequence) {
        history.add(at -> new StepClosed(at, write.job().value(), run(write.job()), sequence, write.token(), instance));
    }

    private void released(Write write) {
        hands.over(write.job());
        roster.released(write.job().value(), write.token());
        String status = write.progress().status().name();
        history.add(at -> new Released(at, write.job().value(), run(write.job()), write.token(), instance, status));
    }

    /** The store has set this job aside by the instance's order; {@code token} is the job's now. */
    synchronized void parked(JobId job, RunId run, long token) {
        roster.released(job.value(), token);
        history.add(at -> new Parked(at, job.value(), run.value(), token, instance));
    }

    private String run(JobId job) {
        return hands.run(job);
    }

    /** The steps that the instance has begun, or found open, and not closed. */
    public StepsInHand hands() {
        return hands;
    }

    /** A store that this witness watches. */
    public LeaseStore watching(LeaseStore store) {
        return new WitnessedStore(store, this);
    }
}
