package io.leasehold.jdbc;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.tck.StoreUnderTest;
import java.time.Duration;

/** An H2 database as the kit sees it. */
final class H2UnderTest implements StoreUnderTest.CanLoseLeases, StoreUnderTest.CanNameOwners {
    private final LeaseStore store;
    private final LeaseStore another;
    private final StoredTime time;

    H2UnderTest(String uri, StoreOptions options) {
        store = new JdbcStoreProvider().open(uri, options);
        another = new JdbcStoreProvider().open(uri, options);
        time = new StoredTime(uri, options.namespace());
    }

    @Override
    public LeaseStore store() {
        return store;
    }

    @Override
    public void pass(Duration passed) {
        time.pass(passed);
    }

    @Override
    public LeaseStore another() {
        return another;
    }

    @Override
    public void lose(LeaseId lease) {
        time.lose(lease);
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        time.name(job, owner);
    }

    @Override
    public void close() {
        another.close();
        store.close();
    }
}
