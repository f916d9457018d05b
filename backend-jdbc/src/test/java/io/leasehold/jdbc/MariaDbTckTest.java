package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.StoreUnderTest;

@WithMariaDb
class MariaDbTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return MariaDbUnderTest.open(options);
    }
}
