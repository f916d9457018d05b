package io.leasehold.tck.port;

import io.leasehold.store.Bytes;
import io.leasehold.store.record.RecordStore;
import io.leasehold.store.record.WatchableRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A client of a {@link SlowStorage}: every call is under way for a while before it is applied, and so is its answer; a range comes in
 * pages, between which others write.
 */
class SlowRecordStore implements RecordStore, WatchableRecords {
    static final int PAGE = 16;

    final SlowStorage storage;
    private final Random delays;
    private final List<Runnable> unwatching = new CopyOnWriteArrayList<>();

    SlowRecordStore(SlowStorage storage, long seed) {
        this.storage = storage;
        delays = new Random(seed);
    }

    @Override
    public Description describe() {
        return new Description(
                "a slow map", "1", "the clock of the slow map", Duration.ofSeconds(2), 1 << 20, List.of());
    }

    @Override
    public Optional<Stored> read(String key) {
        return slowly(() -> Optional.ofNullable(storage.records.get(key)));
    }

    @Override
    public boolean create(String key, Bytes value) {
        return changing(key, () -> storage.records.putIfAbsent(key, written(key, value)) == null);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return changing(key, () -> {
            Stored old = storage.records.get(key);
            return old != null
                    && old.version().equals(version)
                    && storage.records.replace(key, old, written(key, value));
        });
    }

    @Override
    public boolean delete(String key, String version) {
        return changing(key, () -> {
            Stored old = storage.records.get(key);
            return old != null && old.version().equals(version) && storage.records.remove(key, old);
        });
    }

    @Override
    public void remove(String key) {
        changing(key, () -> storage.records.remove(key) != null);
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        List<Stored> found = new ArrayList<>();
        String next = from;
        while (true) {
            int wanted = Math.min(PAGE, limit - found.size());
            List<Stored> page = page(next, to, wanted);
            found.addAll(page);
            if (page.size() < wanted || found.size() == limit) {
                return found;
            }
            next = after(page.get(wanted - 1).key());
        }
    }

    /** The key that follows another at once is that one with the least character behind it. */
    String after(String key) {
        return key + '-';
    }

    private List<Stored> page(String from, String to, int limit) {
        return slowly(() -> storage.records.tailMap(from).values().stream()
                .takeWhile(record -> record.key().compareTo(to) < 0)
                .limit(limit)
                .toList());
    }

    @Override
    public long timeMillis() {
        return slowly(storage::timeMillis);
    }

    @Override
    public Watch watch(String key, Runnable changed) {
        Runnable unwatch = slowly(() -> storage.watch(key, changed));
        unwatching.add(unwatch);
        return unwatch::run;
    }

    @Override
    public void close() {
        unwatching.forEach(Runnable::run);
    }

    Stored written(String key, Bytes value) {
        return new Stored(key, value, UUID.randomUUID().toString());
    }

    private boolean changing(String key, BooleanSupplier write) {
        return slowly(() -> {
            boolean changed = write.getAsBoolean();
            if (changed) {
                storage.tell(key);
            }
            return changed;
        });
    }

    private <T> T slowly(Supplier<T> call) {
        delay();
        T answer = call.get();
        delay();
        return answer;
    }

    void delay() {
        LockSupport.parkNanos(20_000 + delays.nextInt(80_000));
    }
}
