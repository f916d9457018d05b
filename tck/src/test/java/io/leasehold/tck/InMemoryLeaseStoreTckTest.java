package io.leasehold.tck;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.broken.Breaking;

/** The executable definition keeps its own rules. */
class InMemoryLeaseStoreTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new MemoryUnderTest(options, Breaking.none());
    }
}
