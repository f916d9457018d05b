package io.leasehold.tck;

import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.InMemoryRecordStore;

/** The lease store over records keeps the rules, whatever the records are kept in. */
class RecordLeaseStoreTckTest extends LeaseStoreTck {
    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new RecordsUnderTest(options, InMemoryRecordStore::new);
    }
}
