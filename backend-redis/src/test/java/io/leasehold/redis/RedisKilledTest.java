package io.leasehold.redis;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.RedisProcess;
import io.leasehold.testservers.wire.KilledServer;
import org.junit.jupiter.api.AfterEach;

class RedisKilledTest extends KilledServer {
    private RedisProcess server = RedisProcess.started("--appendonly", "yes", "--appendfsync", "always");

    @AfterEach
    void close() {
        server.close();
    }

    @Override
    protected String uri() {
        return server.uri();
    }

    @Override
    protected void freeze() {
        server.freeze();
    }

    @Override
    protected void thaw() {
        server.thaw();
    }

    @Override
    protected void killAndRestart() {
        server = server.killedAndRestarted();
    }

    @Override
    protected LeaseStore open(String uri, StoreOptions options) {
        return new RedisStoreProvider().open(uri, options);
    }
}
