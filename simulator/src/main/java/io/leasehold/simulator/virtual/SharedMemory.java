package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.StoreWitness;
import io.leasehold.simulator.history.History;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.testing.VirtualRuntime;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The in-memory definition: an instance's call travels as a whole. */
class SharedMemory implements SharedStore {
    private final InMemoryLeaseStore store;
    private final History history;
    private final Roster roster;

    SharedMemory(LongSupplier clockMillis, StoreOptions options, History history, Roster roster) {
        this(new InMemoryLeaseStore(clockMillis, options), history, roster);
    }

    SharedMemory(InMemoryLeaseStore store, History history, Roster roster) {
        this.store = store;
        this.history = history;
        this.roster = roster;
    }

    @Override
    public LeaseStore direct() {
        return store;
    }

    @Override
    public Traffic traffic() {
        return Traffic.OPERATIONS;
    }

    @Override
    public Seat seat(String instance, VirtualRuntime runtime, UnaryOperator<LeaseStore> waking) {
        StoreWitness witness = new StoreWitness(instance, history, roster);
        return new Seat(witness.watching(waking.apply(seen(runtime))), witness.hands(), () -> false);
    }

    /** The store as an instance's calls find it. */
    LeaseStore seen(VirtualRuntime runtime) {
        return store;
    }

    @Override
    public List<String> rows() {
        return store.transactions().rows();
    }

    @Override
    public void erase(JobId job) {
        Tampering.erase(store, job);
    }

    @Override
    public void erase(LeaseId lease) {
        store.lose(lease);
    }

    @Override
    public void damage(JobId job) {
        erase(job);
    }

    @Override
    public void damage(LeaseId lease) {
        erase(lease);
    }

    @Override
    public void spoil(JobId job) {
        Tampering.spoil(store, job);
    }

    @Override
    public Backup copy() {
        return Tampering.copy(store);
    }

    @Override
    public long jobRecords() {
        return store.jobRecords();
    }

    @Override
    public long leaseRecords() {
        return store.leaseRecords();
    }
}
