package io.leasehold.mongo;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.DefinitionTck;
import io.leasehold.tck.StoreUnderTest;

class MongoDefinitionTest extends DefinitionTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new MongoUnderTest(options);
    }
}
