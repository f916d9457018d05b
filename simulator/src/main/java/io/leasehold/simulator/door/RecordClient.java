package io.leasehold.simulator.door;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent.ClaimStranded;
import io.leasehold.simulator.history.HistoryEvent.IntentSent;
import io.leasehold.simulator.history.HistoryEvent.LeaseEnded;
import io.leasehold.simulator.history.HistoryEvent.LeaseGranted;
import io.leasehold.simulator.history.HistoryEvent.LeaseRenewed;
import io.leasehold.simulator.history.HistoryEvent.Parked;
import io.leasehold.simulator.history.HistoryEvent.Released;
import io.leasehold.simulator.history.HistoryEvent.StepClosed;
import io.leasehold.simulator.history.HistoryEvent.Written;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.record.RecordStore;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One instance that keeps its jobs in records, as a history tells of it: what the storage has applied by its wish, at that very moment, and
 * what it was answered where the answer alone says it. Not thread-safe: for virtual time.
 */
public final class RecordClient {
    private final String instance;
    private final History history;
    private final Roster roster;
    private final RecordWitness witness;
    private final StepsInHand hands;
    private final Suspicions suspicions;
    private final Set<LeaseId> leases = new LinkedHashSet<>();
    private final Set<LeaseId> ended = new LinkedHashSet<>();
    private Optional<LeaseId> asking = Optional.empty();
    private Optional<Long> clockReadMillis = Optional.empty();

    /** The client of this name; the witness stands at the storage. */
    public RecordClient(String instance, History history, Roster roster, RecordWitness witness) {
        this.instance = instance;
        this.history = history;
        this.roster = roster;
        this.witness = witness;
        this.hands = new StepsInHand(instance, roster);
        this.suspicions = new Suspicions(instance, history);
    }

    /** The steps that the instance has begun, or found open, and not closed. */
    public StepsInHand hands() {
        return hands;
    }

    /** This instance's lease store, watched for what its answers say. */
    public LeaseStore watching(LeaseStore store) {
        return new AnsweredStore(store, this);
    }

    /** The storage, as a record call of this instance that leaves now will find it. */
    public RecordStore storage() {
        return witness.askedBy(this, asking, clockReadMillis);
    }

    /** The store's call at hand is told the storage's time, which was read at this moment: by that it reckons what it writes. */
    public void heardTime(long readMillis) {
        clockReadMillis = Optional.of(readMillis);
    }

    /** Whether the last write of this instance that was applied is an index entry: its job's record is to follow. */
    public boolean halfDone() {
        return witness.halfDone(this);
    }

    // What the instance asks and hears

    void granting(LeaseId lease) {
        leases.add(lease);
    }

    /** Whether the lease is only asked for, until {@link #askedFor}. */
    void askingFor(LeaseId lease) {
        asking = Optional.of(lease);
    }

    void askedFor() {
        asking = Optional.empty();
    }

    /** A write begins, or is run again from its start: it has been told no time yet. */
    void writing() {
        clockReadMillis = Optional.empty();
    }

    void heardEnded(LeaseId lease) {
        if (ended.add(lease)) {
            leaseEnded(lease);
        }
    }

    /** A job that it was answered; a claim of ours that the storage was not seen to accept is told of here. */
    void saw(JobRecord record) {
        boolean ours = record.ownership().owner().filter(leases::contains).isPresent();
        if (ours && roster.claimed(record.id().value(), record.ownership().token(), instance)) {
            took(record);
        }
    }

    // What the storage applied

    void leaseGranted(LeaseId lease, long forMillis) {
        history.add(at -> new LeaseGranted(at, instance, lease.value(), forMillis));
    }

    void leaseRenewed(LeaseId lease, long forMillis, boolean live) {
        history.add(at -> new LeaseRenewed(at, instance, lease.value(), forMillis, live));
    }

    void leaseEnded(LeaseId lease) {
        history.add(at -> new LeaseEnded(at, instance, lease.value()));
    }

    /** R8: where the claimer's lease has ended before this moment, the job is an orphan at once, and nobody may be answered it. */
    void claimed(JobRecord record, boolean leaseLives) {
        if (leaseLives) {
            roster.claimed(record.id().value(), record.ownership().token(), instance);
            took(record);
        } else {
            history.add(at -> new ClaimStranded(
                    at,
                    record.id().value(),
                    record.run().value(),
                    record.ownership().token(),
                    instance,
                    record.ownership().owner().orElseThrow().value()));
        }
    }

    private void took(JobRecord record) {
        hands.took(record);
        history.add(at -> StoreWitness.claimed(at, record, instance));
        suspicions.took(record);
    }

    /** {@code clockReadMillis}: when the storage's time was read by which it reckons, if it was told one. */
    void wrote(JobChange change, long nowMillis, Optional<Long> clockReadMillis) {
        JobRecord job = change.after();
        long token = job.ownership().token();
        String id = job.id().value();
        String run = job.run().value();
        hands.writing(change.release());
        change.intent().ifPresent(step -> intends(job, step));
        Optional<Long> dueInMillis = change.dueInMillis(nowMillis);
        history.add(at -> new Written(
                at,
                id,
                run,
                token,
                instance,
                job.ownership().revision(),
                job.progress().sequence(),
                dueInMillis.orElse(null),
                dueInMillis.flatMap(due -> clockReadMillis).orElse(null)));
        change.closed()
                .ifPresent(sequence -> history.add(at -> new StepClosed(at, id, run, sequence, token, instance)));
        suspicions.wrote(
                id, run, token, job.progress().probation(), change.closed().isPresent());
        if (job.progress().open().isEmpty() || change.release()) {
            hands.over(job.id());
        }
        if (change.release()) {
            roster.released(id, token);
            String status = job.progress().status().name();
            history.add(at -> new Released(at, id, run, token, instance, status));
        }
    }

    /** By the instance's order. */
    void parked(JobRecord job) {
        String id = job.id().value();
        long token = job.ownership().token();
        roster.released(id, token);
        history.add(at -> new Parked(at, id, job.run().value(), token, instance));
    }

    private void intends(JobRecord job, OpenStep step) {
        long sequence = job.progress().sequence();
        hands.begins(job.id(), sequence, step.attempt());
        long pace = step.pace().from() == Pace.From.INTENT ? step.pace().time().toMillis() : 0;
        history.add(at -> new IntentSent(
                at,
                job.id().value(),
                job.run().value(),
                sequence,
                job.ownership().token(),
                instance,
                pace));
    }
}
