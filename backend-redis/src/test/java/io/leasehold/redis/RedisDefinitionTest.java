package io.leasehold.redis;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.DefinitionTck;
import io.leasehold.tck.StoreUnderTest;

class RedisDefinitionTest extends DefinitionTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new RedisUnderTest(options);
    }
}
