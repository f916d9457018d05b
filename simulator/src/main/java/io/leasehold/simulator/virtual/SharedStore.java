package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.StepsInHand;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.testing.VirtualRuntime;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** What all instances of a run share, and how each of them reaches it. Not thread-safe. */
interface SharedStore {
    /** The store at once, and untroubled: a person's, and the run's own. */
    LeaseStore direct();

    /** The store as a person's orders and submissions find it: at once, and untroubled. */
    default LeaseStore persons() {
        return direct();
    }

    /** What one call is on its way. */
    Traffic traffic();

    /**
     * A new instance's place.
     *
     * @param waking how rings reach its engine
     */
    Seat seat(String instance, VirtualRuntime runtime, UnaryOperator<LeaseStore> waking);

    /** What jobs have written in the store's own transactions, as far as it was committed, in that order. */
    List<String> rows();

    /** Takes the job's record away, behind the store's back. */
    void erase(JobId job);

    /** Takes the lease's record away, behind the store's back. */
    void erase(LeaseId lease);

    /** Leaves a part of the job's record, behind the store's back; where records have no bytes, nothing. */
    void damage(JobId job);

    /** Leaves a part of the lease's record; where records have no bytes, nothing. */
    void damage(LeaseId lease);

    /** Leaves the job with a state that no code can read. */
    void spoil(JobId job);

    /** A copy of all that it keeps, as for a backup. */
    Backup copy();

    /** Jobs and tombstones. */
    long jobRecords();

    /** Leases, ended ones too. */
    long leaseRecords();

    /** What the store kept at one moment. */
    interface Backup {
        /** From now on the store keeps this, and nothing of what it kept. */
        void restore();

        /** From now on it has this of the job; nothing else changes. */
        void restore(JobId job);
    }

    /**
     * How one instance reaches the store.
     *
     * @param store the store for its engine, with a witness
     * @param hands the steps that it has in hand, as the witness knows
     * @param halfDone whether it has just written an index entry, and its job's record is to follow
     */
    record Seat(LeaseStore store, StepsInHand hands, BooleanSupplier halfDone) {}
}
