package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.DefinitionTck;
import io.leasehold.tck.StoreUnderTest;

@WithMariaDb
class MariaDbDefinitionTest extends DefinitionTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return MariaDbUnderTest.open(options);
    }
}
