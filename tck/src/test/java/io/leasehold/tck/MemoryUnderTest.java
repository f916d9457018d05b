package io.leasehold.tck;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The in-memory store on a clock that only {@link #pass} moves, as it is or broken on purpose. */
final class MemoryUnderTest implements StoreUnderTest.CanLoseLeases, StoreUnderTest.CanNameOwners {
    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final InMemoryLeaseStore memory;
    private final LeaseStore store;

    MemoryUnderTest(StoreOptions options, UnaryOperator<LeaseStore> breaking) {
        memory = new InMemoryLeaseStore(clock::get, options);
        store = breaking.apply(memory);
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public LeaseStore another() {
        return store;
    }

    @Override
    public void pass(Duration time) {
        clock.addAndGet(time.toMillis());
    }

    @Override
    public void lose(LeaseId lease) {
        memory.lose(lease);
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        memory.name(job, owner);
    }

    @Override
    public void close() {
        store.close();
    }
}
