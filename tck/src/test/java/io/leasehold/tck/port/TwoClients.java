package io.leasehold.tck.port;

import io.leasehold.store.record.RecordStore;
import io.leasehold.tck.record.RecordStoreUnderTest;

/**
 * Two clients of one slow storage.
 *
 * @param store one
 * @param another the other
 */
record TwoClients(RecordStore store, RecordStore another) implements RecordStoreUnderTest {
    static RecordStoreUnderTest of(SlowStorage storage) {
        return new TwoClients(new SlowRecordStore(storage, 1), new SlowRecordStore(storage, 2));
    }

    @Override
    public void close() {
        store.close();
        another.close();
    }
}
