package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.PrepareMode;
import java.util.List;
import java.util.Optional;

/**
 * Records that hand every call on to others: the base of decorators, which override what they watch or change. Thread-safe as those
 * behind it. It can't be watched, even where those can: a decorator that can is {@link WatchableRecords} itself.
 */
public class ForwardingRecords implements RecordStore {
    /** The records that calls are handed on to. */
    protected final RecordStore kept;

    /** Hands on to these records, and closes them when it is closed. */
    protected ForwardingRecords(RecordStore kept) {
        this.kept = kept;
    }

    @Override
    public Description describe() {
        return kept.describe();
    }

    @Override
    public void prepare(PrepareMode mode) {
        kept.prepare(mode);
    }

    @Override
    public Optional<Stored> read(String key) {
        return kept.read(key);
    }

    @Override
    public boolean create(String key, Bytes value) {
        return kept.create(key, value);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return kept.replace(key, version, value);
    }

    @Override
    public boolean delete(String key, String version) {
        return kept.delete(key, version);
    }

    @Override
    public void remove(String key) {
        kept.remove(key);
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return kept.range(from, to, limit);
    }

    @Override
    public long timeMillis() {
        return kept.timeMillis();
    }

    @Override
    public void close() {
        kept.close();
    }
}
