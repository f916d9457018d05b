package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.RecordClient;
import io.leasehold.simulator.door.RecordWitness;
import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.history.History;
import io.leasehold.store.Bytes;
import io.leasehold.store.ForwardingStore;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.record.ForwardingRecords;
import io.leasehold.store.record.InMemoryRecordStore;
import io.leasehold.store.record.RecordKey;
import io.leasehold.store.record.RecordLeaseStore;
import io.leasehold.store.record.RecordStore;
import io.leasehold.testing.VirtualRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Records on the heap, and a {@link RecordLeaseStore} of its own in each instance: every record call travels by itself. Rings are told by
 * the storage to whom they concern, as soon as the bell's record is written.
 */
final class SharedRecords implements SharedStore {
    /** A lease store's call has time for some record calls that hang. */
    private static final int RECORD_TIMEOUTS = 5;

    private final Storage storage;
    private final StoreOptions options;
    private final LeaseStore direct;
    private final RecordWitness witness;
    private final History history;
    private final Roster roster;
    private final UnaryOperator<LeaseStore> through;
    private final List<Runnable> rung = new ArrayList<>();

    SharedRecords(LongSupplier clockMillis, StoreOptions options, History history, Roster roster) {
        this(clockMillis, options, history, roster, UnaryOperator.identity());
    }

    /**
     * The same, each instance's lease store seen through something more.
     *
     * @param through is part of a call's body: it runs again from its start with each answer from far away, so it keeps nothing
     */
    SharedRecords(
            LongSupplier clockMillis,
            StoreOptions options,
            History history,
            Roster roster,
            UnaryOperator<LeaseStore> through) {
        this.through = through;
        this.storage = new Storage(
                new InMemoryRecordStore(clockMillis), options.callTimeout().dividedBy(RECORD_TIMEOUTS));
        this.options = options;
        this.direct = RecordLeaseStore.over(storage, options, () -> 0L);
        this.witness = new RecordWitness(storage);
        this.history = history;
        this.roster = roster;
        direct.prepare(PrepareMode.CREATE);
    }

    /** The records, with a bell that is heard. */
    private final class Storage extends ForwardingRecords {
        private final Description description;

        private Storage(RecordStore kept, Duration recordTimeout) {
            super(kept);
            Description plain = kept.describe();
            this.description = new Description(
                    plain.kind(),
                    plain.version(),
                    plain.timeSource(),
                    recordTimeout,
                    plain.valueBytes(),
                    plain.warnings());
        }

        @Override
        public Description describe() {
            return description;
        }

        @Override
        public boolean create(String key, Bytes value) {
            return ringing(key, super.create(key, value));
        }

        @Override
        public boolean replace(String key, String version, Bytes value) {
            return ringing(key, super.replace(key, version, value));
        }

        private boolean ringing(String key, boolean applied) {
            if (applied && RecordKey.bell(key)) {
                List.copyOf(rung).forEach(Runnable::run);
            }
            return applied;
        }
    }

    /** A store whose rings are pushed. */
    private final class Pushing extends ForwardingStore {
        private Pushing(LeaseStore kept) {
            super(kept);
        }

        @Override
        public Optional<Subscription> subscribe(Runnable listener) {
            rung.add(listener);
            return Optional.of(() -> rung.remove(listener));
        }
    }

    @Override
    public LeaseStore direct() {
        return direct;
    }

    @Override
    public Traffic traffic() {
        return Traffic.RECORD_CALLS;
    }

    @Override
    public Seat seat(String instance, VirtualRuntime runtime, UnaryOperator<LeaseStore> waking) {
        runtime.runBodies();
        RecordClient client = new RecordClient(instance, history, roster, witness);
        RecordStore far =
                new FarRecords(runtime, storage.describe(), client::storage, history::nowMillis, client::heardTime);
        LeaseStore store = RecordLeaseStore.over(far, options, runtime::bodyNanos);
        return new Seat(
                client.watching(waking.apply(new Pushing(through.apply(store)))), client.hands(), client::halfDone);
    }

    @Override
    public List<String> rows() {
        return List.of();
    }

    @Override
    public void erase(JobId job) {
        remove("j-", key -> RecordKey.job(key).equals(Optional.of(job)));
    }

    @Override
    public void erase(LeaseId lease) {
        remove("l-", key -> RecordKey.lease(key).equals(Optional.of(lease)));
    }

    /** Index entries stay: they are hints. */
    private void remove(String from, Predicate<String> which) {
        byHand(from, which, stored -> storage.remove(stored.key()));
    }

    @Override
    public void damage(JobId job) {
        byHand("j-", key -> RecordKey.job(key).equals(Optional.of(job)), this::halve);
    }

    @Override
    public void damage(LeaseId lease) {
        byHand("l-", key -> RecordKey.lease(key).equals(Optional.of(lease)), this::halve);
    }

    private void byHand(String from, Predicate<String> which, Consumer<RecordStore.Stored> what) {
        storage.range(from, "z", RecordStore.RANGE).stream()
                .filter(stored -> which.test(stored.key()))
                .forEach(what);
    }

    private void halve(RecordStore.Stored stored) {
        byte[] value = stored.value().toArray();
        Bytes half = Bytes.of(Arrays.copyOf(value, value.length / 2));
        storage.replace(stored.key(), stored.version(), half);
    }

    @Override
    public void spoil(JobId job) {
        throw new UnsupportedOperationException(
                "a record's bytes are the store's own: only drills over memory spoil a state");
    }

    @Override
    public Backup copy() {
        List<RecordStore.Stored> kept = all();
        return new Backup() {
            @Override
            public void restore() {
                Set<String> keys = new LinkedHashSet<>();
                kept.forEach(stored -> keys.add(stored.key()));
                all().stream()
                        .map(RecordStore.Stored::key)
                        .filter(key -> !keys.contains(key))
                        .forEach(storage::remove);
                kept.forEach(SharedRecords.this::put);
            }

            /** With all index entries: they are hints. */
            @Override
            public void restore(JobId job) {
                kept.stream()
                        .filter(stored -> RecordKey.hint(stored.key())
                                || RecordKey.job(stored.key()).equals(Optional.of(job)))
                        .forEach(SharedRecords.this::put);
            }
        };
    }

    private void put(RecordStore.Stored stored) {
        storage.remove(stored.key());
        storage.create(stored.key(), stored.value());
    }

    private List<RecordStore.Stored> all() {
        List<RecordStore.Stored> all = new ArrayList<>();
        List<RecordStore.Stored> page = storage.range("", "~", RecordStore.RANGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = storage.range(page.get(page.size() - 1).key() + "-", "~", RecordStore.RANGE);
        }
        return all;
    }

    @Override
    public long jobRecords() {
        return count("j-", key -> RecordKey.job(key).isPresent());
    }

    @Override
    public long leaseRecords() {
        return count("l-", key -> RecordKey.lease(key).isPresent());
    }

    private long count(String from, Predicate<String> kind) {
        long count = 0;
        List<RecordStore.Stored> page = storage.range(from, "z", RecordStore.RANGE);
        while (!page.isEmpty() && kind.test(page.get(0).key())) {
            count += page.stream().filter(stored -> kind.test(stored.key())).count();
            page = storage.range(page.get(page.size() - 1).key() + "-", "z", RecordStore.RANGE);
        }
        return count;
    }
}
