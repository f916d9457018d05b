package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.door.StoreWitness;
import io.leasehold.simulator.history.History;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.tck.broken.Behind;
import io.leasehold.tck.broken.Breaking;
import io.leasehold.tck.broken.BrokenStore;
import io.leasehold.testing.VirtualRuntime;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The in-memory definition, broken on purpose for every instance, and for a person's orders; what the run itself reads is whole. */
final class BrokenMemory implements SharedStore {
    private final InMemoryLeaseStore store;
    private final Breaking breaking;
    private final LeaseStore persons;
    private final History history;
    private final Roster roster;
    private long passedMillis;

    BrokenMemory(BrokenStore broken, LongSupplier clockMillis, StoreOptions options, History history, Roster roster) {
        this.store = new InMemoryLeaseStore(
                () -> clockMillis.getAsLong() + passedMillis, broken.options().apply(options));
        this.breaking = broken.records().get();
        this.persons = breaking.over(store, new BehindIt(clockMillis));
        this.history = history;
        this.roster = roster;
    }

    static Opening of(BrokenStore broken) {
        return (clockMillis, options, history, roster) ->
                new BrokenMemory(broken, clockMillis, options, history, roster);
    }

    @Override
    public LeaseStore direct() {
        return store;
    }

    @Override
    public LeaseStore persons() {
        return persons;
    }

    @Override
    public Traffic traffic() {
        return Traffic.OPERATIONS;
    }

    @Override
    public Seat seat(String instance, VirtualRuntime runtime, UnaryOperator<LeaseStore> waking) {
        StoreWitness witness = new StoreWitness(instance, history, roster);
        LeaseStore seen = breaking.over(store, new BehindIt(runtime::wallMillis));
        return new Seat(witness.watching(waking.apply(seen)), witness.hands(), () -> false);
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

    private final class BehindIt implements Behind {
        private final LongSupplier clock;

        BehindIt(LongSupplier clock) {
            this.clock = clock;
        }

        @Override
        public long clientMillis() {
            return clock.getAsLong();
        }

        @Override
        public void pass(Duration time) {
            passedMillis += time.toMillis();
        }

        @Override
        public void lose(LeaseId lease) {
            store.lose(lease);
        }

        @Override
        public void name(JobId job, LeaseId owner) {
            store.name(job, owner);
        }
    }
}
