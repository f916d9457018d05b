package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Records on the heap: for tests, and the shortest example of a port. Several {@link RecordLeaseStore}s over one of these are
 * instances over one storage. Thread-safe; its clock is given, so that tests can move it.
 */
public final class InMemoryRecordStore implements RecordStore, WatchableRecords {
    private final ConcurrentSkipListMap<String, Stored> records = new ConcurrentSkipListMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final Watchers watchers = new Watchers();
    private final LongSupplier clockMillis;

    /** A store with its own clock, in epoch milliseconds. */
    public InMemoryRecordStore(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    @Override
    public Description describe() {
        return new Description(
                "memory records",
                "1",
                "this process",
                Duration.ofMillis(100),
                8 << 20,
                List.of("nothing is kept when this process ends: use this store for tests alone"));
    }

    @Override
    public Optional<Stored> read(String key) {
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public boolean create(String key, Bytes value) {
        return told(key, records.putIfAbsent(key, stored(key, value)) == null);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        Stored fresh = stored(key, value);
        return told(
                key,
                records.computeIfPresent(key, (same, old) -> old.version().equals(version) ? fresh : old) == fresh);
    }

    @Override
    public boolean delete(String key, String version) {
        Optional<Stored> seen = read(key).filter(stored -> stored.version().equals(version));
        return told(key, seen.isPresent() && records.remove(key, seen.get()));
    }

    @Override
    public void remove(String key) {
        told(key, records.remove(key) != null);
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return records.subMap(from, to).values().stream().limit(limit).toList();
    }

    @Override
    public long timeMillis() {
        return clockMillis.getAsLong();
    }

    @Override
    public Watch watch(String key, Runnable changed) {
        return watchers.add(key, changed);
    }

    @Override
    public void close() {
        watchers.clear();
    }

    private boolean told(String key, boolean changed) {
        if (changed) {
            watchers.tell(key);
        }
        return changed;
    }

    /** The version is drawn from one counter for all keys, so none is used twice. */
    private Stored stored(String key, Bytes value) {
        return new Stored(key, value, Long.toString(versions.incrementAndGet()));
    }
}
