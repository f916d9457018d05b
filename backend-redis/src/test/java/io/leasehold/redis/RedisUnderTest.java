package io.leasehold.redis;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.tck.Cut;
import io.leasehold.tck.StoreUnderTest;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.RedisClient;

/** A namespace of the shared server as the kit sees it. */
final class RedisUnderTest
        implements StoreUnderTest.CanLoseLeases,
                StoreUnderTest.CanNameOwners,
                StoreUnderTest.CanFail,
                StoreUnderTest.CanReopen {
    private final StoreOptions options;
    private final RedisClient behind = Servers.client();
    private LeaseStore store;
    private LeaseStore another;
    private Optional<CutProxy> proxy = Optional.empty();
    private Optional<LeaseStore> failing = Optional.empty();

    RedisUnderTest(StoreOptions options) {
        this.options = options;
        run("clear");
        store = client(Servers.uri());
        another = client(Servers.uri());
    }

    private LeaseStore client(String uri) {
        return new RedisStoreProvider().open(uri, options);
    }

    private void run(String script, String... arguments) {
        Servers.run(behind, options.namespace(), script, arguments);
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
        run("pass", Long.toString(time.toMillis()));
    }

    @Override
    public void lose(LeaseId lease) {
        run("lose", lease.value());
    }

    @Override
    public void name(JobId job, LeaseId owner) {
        run("name", job.value(), owner.value());
    }

    @Override
    public LeaseStore failing() {
        if (failing.isEmpty()) {
            proxy = Optional.of(CutProxy.before(Servers.uri()));
            failing = Optional.of(client(proxy.get().uri()));
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
        store = client(Servers.uri());
        another = client(Servers.uri());
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
    }
}
