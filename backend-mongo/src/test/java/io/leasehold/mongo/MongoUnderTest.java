package io.leasehold.mongo;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.tck.Cut;
import io.leasehold.tck.StoreUnderTest;
import java.time.Duration;
import java.util.Optional;

/** A database of its own at the shared servers, as the kit sees it. */
final class MongoUnderTest
        implements StoreUnderTest.CanLoseLeases,
                StoreUnderTest.CanNameOwners,
                StoreUnderTest.CanFail,
                StoreUnderTest.CanReopen {
    private final StoreOptions options;
    private final Behind behind;
    private LeaseStore store;
    private LeaseStore another;
    private Optional<CutProxy> proxy = Optional.empty();
    private Optional<LeaseStore> failing = Optional.empty();

    MongoUnderTest(StoreOptions options) {
        this.options = options;
        behind = new Behind(StandIn.freshDatabase(), options.namespace());
        store = client();
        another = client();
    }

    private LeaseStore client() {
        return client(Heard.all().uri(behind.database()));
    }

    private LeaseStore client(String uri) {
        return MongoLeaseStore.opened(Clients.own(uri, options), options);
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
    public LeaseStore failing() {
        if (failing.isEmpty()) {
            proxy = Optional.of(CutProxy.before(StandIn.servers()));
            failing = Optional.of(client(proxy.get().uri(behind.database())));
        }
        return failing.get();
    }

    @Override
    public void cut(int nth, Cut cut) {
        proxy.orElseThrow().cut(nth, cut);
    }

    @Override
    public boolean mend() {
        return proxy.orElseThrow().mend();
    }

    @Override
    public void reopen() {
        closeClients();
        store = client();
        another = client();
    }

    private void closeClients() {
        failing.ifPresent(LeaseStore::close);
        proxy.ifPresent(CutProxy::close);
        failing = Optional.empty();
        proxy = Optional.empty();
        another.close();
        store.close();
    }

    @Override
    public void close() {
        closeClients();
        behind.close();
        Heard.all().hold();
    }
}
