package io.leasehold.tck;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Two lease stores over one record store, on a clock that only {@link #pass} moves. */
final class RecordsUnderTest implements StoreUnderTest.CanLoseLeases, StoreUnderTest.CanNameOwners {
    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final RecordStore records;
    private final LeaseStore store;
    private final LeaseStore another;

    RecordsUnderTest(StoreOptions options, Function<LongSupplier, RecordStore> port) {
        records = port.apply(clock::get);
        store = RecordLeaseStore.over(records, options);
        another = RecordLeaseStore.over(records, options);
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public LeaseStore another() {
        return another;
    }

    @Override
    public void pass(Duration time) {
        clock.addAndGet(time.toMillis());
    }

    @Override
    public void lose(LeaseId lease) {
        records.remove("l-" + lease);
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        LateClaim.of(records, job, owner);
    }

    @Override
    public void close() {
        store.close();
    }
}
