package io.leasehold.tck.port;

import io.leasehold.store.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that takes at its word whatever may be assumed of its callers, and says so where it isn't kept. */
final class DemandingRecordStore extends BrokenPort.Near {
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    DemandingRecordStore(SlowStorage storage) {
        super(storage);
    }

    @Override
    public Optional<Stored> read(String key) {
        checkKey(key);
        return super.read(key).map(this::answered);
    }

    @Override
    public boolean create(String key, Bytes value) {
        checkKey(key);
        checkValue(value);
        return super.create(key, value);
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        checkVersion(key, version);
        checkValue(value);
        return super.replace(key, version, value);
    }

    @Override
    public boolean delete(String key, String version) {
        checkVersion(key, version);
        return super.delete(key, version);
    }

    @Override
    public void remove(String key) {
        checkKey(key);
        super.remove(key);
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        checkKey(from);
        checkKey(to);
        check(from.compareTo(to) < 0, "a range must begin before its end " + to + ", but begins at " + from);
        check(limit >= 1 && limit <= RANGE, "a range must have 1 to " + RANGE + " records, but has " + limit);
        return super.range(from, to, limit).stream().map(this::answered).toList();
    }

    private Stored answered(Stored record) {
        answered.add(record.key() + ' ' + record.version());
        return record;
    }

    private void checkVersion(String key, String version) {
        check(answered.contains(key + ' ' + version), "a version must have been answered for " + key + ": " + version);
    }

    private void checkValue(Bytes value) {
        int most = describe().valueBytes();
        check(value.size() >= 1 && value.size() <= most, "a value must have 1 to " + most + " bytes: " + value);
    }

    private static void checkKey(String key) {
        check(
                key.length() <= KEY_CHARACTERS && key.matches("[-0-9a-z]+"),
                "a key must have 1 to " + KEY_CHARACTERS + " of a–z, 0–9 and -, but is " + key);
    }

    private static void check(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError(what);
        }
    }
}
