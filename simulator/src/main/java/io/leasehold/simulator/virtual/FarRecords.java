package io.leasehold.simulator.virtual;

import io.leasehold.store.Bytes;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.record.RecordStore;
import io.leasehold.testing.FarCall;
import io.leasehold.testing.VirtualRuntime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The storage as one instance reaches it: each call travels by itself, and without an answer within the record timeout its outcome is
 * unknown, if it is a write.
 */
final class FarRecords implements RecordStore {
    private final VirtualRuntime runtime;
    private final Description description;
    private final Supplier<RecordStore> storage;
    private final LongSupplier moment;
    private final LongConsumer heardTime;

    /** What the storage's clock said, and when. */
    private record ClockRead(long timeMillis, long atMillis) {}

    /**
     * The storage for this instance.
     *
     * @param storage what a call that leaves now will find
     * @param moment the present one
     * @param heardTime is given the moment at which the storage's clock was read whenever that is answered
     */
    FarRecords(
            VirtualRuntime runtime,
            Description description,
            Supplier<RecordStore> storage,
            LongSupplier moment,
            LongConsumer heardTime) {
        this.runtime = runtime;
        this.description = description;
        this.storage = storage;
        this.moment = moment;
        this.heardTime = heardTime;
    }

    @Override
    public Description describe() {
        return description;
    }

    @Override
    public Optional<Stored> read(String key) {
        return reading("read " + key, records -> records.read(key));
    }

    @Override
    public boolean create(String key, Bytes value) {
        return writing("create " + key, records -> records.create(key, value));
    }

    @Override
    public boolean replace(String key, String version, Bytes value) {
        return writing("replace " + key + " at " + version, records -> records.replace(key, version, value));
    }

    @Override
    public boolean delete(String key, String version) {
        return writing("delete " + key + " at " + version, records -> records.delete(key, version));
    }

    @Override
    public void remove(String key) {
        writing("remove " + key, records -> {
            records.remove(key);
            return true;
        });
    }

    @Override
    public List<Stored> range(String from, String to, int limit) {
        return reading("range " + from + " to " + to, records -> records.range(from, to, limit));
    }

    @Override
    public long timeMillis() {
        ClockRead read = reading("time", records -> new ClockRead(records.timeMillis(), moment.getAsLong()));
        heardTime.accept(read.atMillis);
        return read.timeMillis;
    }

    @Override
    public void close() {}

    private boolean writing(String what, Function<RecordStore, Boolean> write) {
        return this.<Boolean>asked(what, write, UnknownOutcome::new);
    }

    /** A reading that fails changes nothing, whatever became of it. */
    private <T> T reading(String what, Function<RecordStore, T> read) {
        try {
            return asked(what, read, StoreUnavailable::new);
        } catch (UnknownOutcome trouble) {
            throw new StoreUnavailable(String.valueOf(trouble.getMessage()), trouble);
        }
    }

    private <T> T asked(String what, Function<RecordStore, T> question, Function<String, StoreException> unanswered) {
        RecordStore there = storage.get();
        Callable<T> body = () -> question.apply(there);
        return runtime.ask(new FarCall<>(
                what, description.recordTimeout(), () -> unanswered.apply(what + " was not answered"), body));
    }
}
