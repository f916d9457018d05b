package io.leasehold.tck.port;

import io.leasehold.store.record.RecordStore;
import io.leasehold.tck.record.RecordStoreTck;
import io.leasehold.tck.record.RecordStoreUnderTest;
import java.util.function.Function;

/** The kit over a port that breaks its word once. Run by {@link BrokenPortsTest} alone. */
abstract class BrokenPort extends RecordStoreTck {
    private final Function<SlowStorage, RecordStore> client;

    BrokenPort(Function<SlowStorage, RecordStore> client) {
        this.client = client;
    }

    @Override
    protected RecordStoreUnderTest open() {
        SlowStorage storage = new SlowStorage();
        return new TwoClients(client.apply(storage), client.apply(storage));
    }

    /** A port close to its storage, so that the kit is quick; where two steps of it show a gap, it tells. */
    static class Near extends SlowRecordStore {
        Near(SlowStorage storage) {
            super(storage, 1);
        }

        @Override
        void delay() {}

        /** Between two steps that ought to be one. */
        void gap() {
            super.delay();
        }
    }
}
