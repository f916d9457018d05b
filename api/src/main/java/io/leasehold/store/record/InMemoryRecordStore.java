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
public final class InMemoryRecordStore implements RecordStore {
    private final ConcurrentSkipListMap<String, Stored> records = new ConcurrentSkipListMap<>();
    private final AtomicLong versions = new AtomicLong();
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
        return records.putIfAbsent(key, stored(key, value)) == null;
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        Stored fresh = stored(key, value);
        return records.computeIfPresent(key, (same, old) -> old.version().equals(version) ? fresh : old) == fresh;
    }

    @Override
    public boolean delete(String key, String version) {
        Optional<Stored> seen = read(key).filter(stored -> stored.version().equals(version));
        return seen.isPresent() && records.remove(key, seen.get());
    }

    @Override
    public void remove(String key) {
        records.remove(key);
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
    public void close() {}

    /** The version is drawn from one counter for all keys, so none is used twice. */
    private Stored stored(String key, Bytes value) {
        return new Stored(key, value, Long.toString(versions.incrementAndGet()));
    }
}
