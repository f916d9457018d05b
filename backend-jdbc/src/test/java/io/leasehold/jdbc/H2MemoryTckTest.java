package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.StoreUnderTest;

class H2MemoryTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new SqlUnderTest(Stores.memoryUri(), options);
    }
}
