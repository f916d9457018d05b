package io.leasehold.tck.port;

import io.leasehold.tck.record.RecordStoreTck;
import io.leasehold.tck.record.RecordStoreUnderTest;

/** A stranger's port keeps its word. */
class SlowRecordStoreTckTest extends RecordStoreTck {
    @Override
    protected RecordStoreUnderTest open() {
        return TwoClients.of(new SlowStorage());
    }
}
