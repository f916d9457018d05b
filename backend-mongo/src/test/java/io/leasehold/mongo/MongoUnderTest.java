package io.leasehold.mongo;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.tck.StoreUnderTest;
import java.time.Duration;

/** A database of its own at the shared servers, as the kit sees it. */
final class MongoUnderTest
        implements StoreUnderTest.CanLoseLeases, StoreUnderTest.CanNameOwners, StoreUnderTest.CanReopen {
    private final StoreOptions options;
    private final Behind behind;
    private LeaseStore store;
    private LeaseStore another;

    MongoUnderTest(StoreOptions options) {
        this.options = options;
        behind = new Behind(StandIn.freshDatabase(), options.namespace());
        store = client();
        another = client();
    }

    private LeaseStore client() {
        return MongoLeaseStore.opened(Clients.own(StandIn.uri(behind.database()), options), options);
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
        behind.pass(time);
    }

    @Override
    public void lose(LeaseId lease) {
        behind.lose(lease);
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        behind.name(job, owner);
    }

    @Override
    public void reopen() {
        closeClients();
        store = client();
        another = client();
    }

    private void closeClients() {
        another.close();
        store.close();
    }

    @Override
    public void close() {
        closeClients();
        behind.close();
    }
}
