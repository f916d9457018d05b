package io.leasehold.tck.record;

import io.leasehold.store.record.ForwardingRecords;
import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.WatchableRecords;
import java.util.function.LongSupplier;

/** Records whose storage's clock is as far ahead as it is told to be. */
class LaterRecords extends ForwardingRecords {
    private final LongSupplier aheadMillis;

    private LaterRecords(RecordStore records, LongSupplier aheadMillis) {
        super(records);
        this.aheadMillis = aheadMillis;
    }

    /** They can be watched if those beneath can. */
    static RecordStore over(RecordStore records, LongSupplier aheadMillis) {
        return records instanceof WatchableRecords watchable
                ? new Watchable(records, watchable, aheadMillis)
                : new LaterRecords(records, aheadMillis);
    }

    private static final class Watchable extends LaterRecords implements WatchableRecords {
        private final WatchableRecords watchable;

        private Watchable(RecordStore records, WatchableRecords watchable, LongSupplier aheadMillis) {
            super(records, aheadMillis);
            this.watchable = watchable;
        }

        @Override
        public Watch watch(String key, Runnable changed) {
            return watchable.watch(key, changed);
        }
    }

    @Override
    public long timeMillis() {
        return super.timeMillis() + aheadMillis.getAsLong();
    }
}
