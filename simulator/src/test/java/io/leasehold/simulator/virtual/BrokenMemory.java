package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.history.History;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.memory.InMemoryLeaseStore;
import io.leasehold.tck.broken.Behind;
import io.leasehold.tck.broken.Breaking;
import io.leasehold.tck.broken.BrokenStore;
import io.leasehold.testing.VirtualRuntime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The in-memory definition, broken on purpose for every instance, and for a person's orders; what the run itself reads is whole. */
final class BrokenMemory extends SharedMemory {
    private final InMemoryLeaseStore store;
    private final AtomicLong passedMillis;
    private final Breaking breaking;
    private final LeaseStore persons;

    private BrokenMemory(
            InMemoryLeaseStore store,
            AtomicLong passedMillis,
            Breaking breaking,
            LongSupplier clockMillis,
            History history,
            Roster roster) {
        super(store, history, roster);
        this.store = store;
        this.passedMillis = passedMillis;
        this.breaking = breaking;
        this.persons = breaking.over(store, new BehindIt(clockMillis));
    }

    static Opening of(BrokenStore broken) {
        return (clockMillis, options, history, roster) -> {
            AtomicLong passed = new AtomicLong();
            InMemoryLeaseStore store = new InMemoryLeaseStore(
                    () -> clockMillis.getAsLong() + passed.get(),
                    broken.options().apply(options));
            return new BrokenMemory(store, passed, broken.records().get(), clockMillis, history, roster);
        };
    }

    @Override
    public LeaseStore persons() {
        return persons;
    }

    @Override
    LeaseStore seen(VirtualRuntime runtime) {
        return breaking.over(store, new BehindIt(runtime::wallMillis));
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
            passedMillis.addAndGet(time.toMillis());
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
