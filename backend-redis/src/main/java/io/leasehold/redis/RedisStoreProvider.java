package io.leasehold.redis;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStoreProvider;
import io.leasehold.store.RedactedUri;
import io.leasehold.store.StoreOptions;

/** Opens {@code redis:} URIs and those of sentinels and clusters; {@code rediss:} for TLS. */
public final class RedisStoreProvider implements LeaseStoreProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public RedisStoreProvider() {}

    @Override
    public String form() {
        return "redis://…, redis-sentinel://…, redis-cluster://…, rediss…://…";
    }

    @Override
    public boolean opens(String uri) {
        return RedisUri.isOne(uri);
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        RedisUri redis = RedisUri.parse(uri);
        RedisTrouble trouble = new RedisTrouble(RedactedUri.of(uri), redis.secrets());
        return RedisLeaseStore.opened(
                new ConnectionSource(PrimaryConnections.of(redis, options), trouble, redis.replicas()), options);
    }
}
