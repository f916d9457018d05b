package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.DefinitionTck;
import io.leasehold.tck.StoreUnderTest;

class PostgresDefinitionTest extends DefinitionTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return PostgresUnderTest.open(options);
    }
}
