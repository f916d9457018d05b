package io.leasehold.redis;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStoreProvider;
import io.leasehold.store.RedactedUri;
import io.leasehold.store.StoreOptions;
import redis.clients.jedis.ConnectionFactory;

/** Opens {@code redis:} and {@code rediss:} URIs: one server, no cluster. */
public final class RedisStoreProvider implements LeaseStoreProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public RedisStoreProvider() {}

    @Override
    public String form() {
        return "redis://…, rediss://…";
    }

    @Override
    public boolean opens(String uri) {
        return RedisUri.isOne(uri);
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        RedisUri redis = RedisUri.parse(uri);
        ConnectionFactory factory = new ConnectionFactory(redis.place(), redis.config(options.callTimeout()));
        RedisTrouble trouble = new RedisTrouble(RedactedUri.of(uri), redis.secrets());
        return RedisLeaseStore.opened(new ConnectionSource(factory, trouble), options);
    }
}
