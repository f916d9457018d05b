package io.leasehold.redis;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.StoreUnderTest;

class RedisTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new RedisUnderTest(options);
    }
}
