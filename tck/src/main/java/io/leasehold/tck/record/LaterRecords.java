package io.leasehold.tck.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.WatchableRecords;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Records whose storage's clock is as far ahead as it is told to be. */
class LaterRecords implements RecordStore {
    private final RecordStore records;
    private final LongSupplier aheadMillis;

    private LaterRecords(RecordStore records, LongSupplier aheadMillis) {
        this.records = records;
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
        return records.timeMillis() + aheadMillis.getAsLong();
    }

    @Override
    public Description describe() {
        return records.describe();
    }

    @Override
    public void prepare(PrepareMode mode) {
        records.prepare(mode);
    }

    @Override
    public Optional<Stored> read(String key) {
        return records.read(key);
    }

    @Override
    public boolean create(String key, Bytes value) {
        return records.create(key, value);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return records.replace(key, version, value);
    }

    @Override
    public boolean delete(String key, String version) {
        return records.delete(key, version);
    }

    @Override
    public void remove(String key) {
        records.remove(key);
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return records.range(from, to, limit);
    }

    @Override
    public void close() {
        records.close();
    }
}
