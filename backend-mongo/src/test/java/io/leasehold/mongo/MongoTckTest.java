package io.leasehold.mongo;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.StoreUnderTest;

class MongoTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new MongoUnderTest(options);
    }
}
