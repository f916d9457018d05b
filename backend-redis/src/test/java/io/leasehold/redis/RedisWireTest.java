package io.leasehold.redis;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.wire.WireTrouble;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.RedisClient;

class RedisWireTest extends WireTrouble {
    @BeforeEach
    void clear() {
        try (RedisClient client = Servers.client()) {
            Servers.run(client, StoreOptions.DEFAULT.namespace(), "clear");
        }
    }

    @Override
    protected String uri() {
        return Servers.uri();
    }

    @Override
    protected int usualPort() {
        return 6379;
    }

    @Override
    protected LeaseStore open(String uri, StoreOptions options) {
        return new RedisStoreProvider().open(uri, options);
    }
}
