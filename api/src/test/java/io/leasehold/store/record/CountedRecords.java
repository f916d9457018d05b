package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts the record calls that go through, by what they are, and the records that ranges bring. Used by one thread. */
final class CountedRecords extends ForwardingRecords {
    private Cost cost = Cost.NOTHING;

    CountedRecords(RecordStore kept) {
        super(kept);
    }

    /**
     * Record calls.
     *
     * @param times readings of the store's time
     * @param reads of single records
     * @param ranges of keys
     * @param writes of whatever kind: created, replaced, deleted, removed
     */
    record Cost(int times, int reads, int ranges, int writes) {
        static final Cost NOTHING = new Cost(0, 0, 0, 0);
    }

    /** What this costs. */
    Cost of(Runnable step) {
        cost = Cost.NOTHING;
        step.run();
        return cost;
    }

    private <T> T counted(Cost one, Supplier<T> call) {
        cost = new Cost(
                cost.times + one.times, cost.reads + one.reads, cost.ranges + one.ranges, cost.writes + one.writes);
        return call.get();
    }

    private <T> T written(Supplier<T> call) {
        return counted(new Cost(0, 0, 0, 1), call);
    }

    @Override
    public Optional<Stored> read(String key) {
        return counted(new Cost(0, 1, 0, 0), () -> kept.read(key));
    }

    @Override
    public boolean create(String key, Bytes value) {
        return written(() -> kept.create(key, value));
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return written(() -> kept.replace(key, version, value));
    }

    @Override
    public boolean delete(String key, String version) {
        return written(() -> kept.delete(key, version));
    }

    @Override
    public void remove(String key) {
        written(() -> {
            kept.remove(key);
            return true;
        });
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return counted(new Cost(0, 0, 1, 0), () -> kept.range(from, to, limit));
    }

    @Override
    public long timeMillis() {
        return counted(new Cost(1, 0, 0, 0), kept::timeMillis);
    }
}
