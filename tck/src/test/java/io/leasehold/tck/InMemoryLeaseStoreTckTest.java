package io.leasehold.tck;

import io.leasehold.store.StoreOptions;
import java.util.function.UnaryOperator;

/** The executable definition keeps its own rules. */
class InMemoryLeaseStoreTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new MemoryUnderTest(options, UnaryOperator.identity());
    }
}
