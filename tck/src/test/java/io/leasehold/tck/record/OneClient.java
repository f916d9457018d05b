package io.leasehold.tck.record;

import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordStore;

/**
 * Records on the heap, which have no clients but themselves.
 *
 * @param store them
 */
record OneClient(RecordStore store) implements RecordStoreUnderTest {
    static RecordStoreUnderTest onHeap() {
        return new OneClient(new InMemoryRecordStore(() -> 1_700_000_000_000L));
    }

    @Override
    public RecordStore another() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
