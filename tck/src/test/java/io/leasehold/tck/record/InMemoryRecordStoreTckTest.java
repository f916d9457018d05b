package io.leasehold.tck.record;

import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordStore;

/** Records on the heap keep their word. */
class InMemoryRecordStoreTckTest extends RecordStoreTck {
    @Override
    protected RecordStoreUnderTest open() {
        RecordStore records = new InMemoryRecordStore(() -> 1_700_000_000_000L);
        return new RecordStoreUnderTest() {
            @Override
            public RecordStore store() {
                return records;
            }

            @Override
            public RecordStore another() {
                return records;
            }

            @Override
            public void close() {
                records.close();
            }
        };
    }
}
