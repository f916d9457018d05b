package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One call of the lease store: its record calls, and what their trouble means for the whole (R21). It remembers whether anything that
 * counts may have changed; index entries don't count, for they are hints. Used by one thread.
 */
final class Call {
    /** After how many lost races a call gives up; each means that somebody else's write went through. */
    static final int ATTEMPTS = 8;

    private final String what;
    private final RecordStore records;
    private final Budget budget;
    private final Damage damage;
    private boolean changed;
    private Optional<Long> now = Optional.empty();

    Call(String what, RecordStore records, Budget budget, Damage damage) {
        this.what = what;
        this.records = records;
        this.budget = budget;
        this.damage = damage;
    }

    /** The store's time, read once a call: what the call writes ends or is due no later than if it were read last. */
    long now() {
        if (now.isEmpty()) {
            now = Optional.of(harmless(records::timeMillis));
        }
        return now.get();
    }

    /** The store's time as it is now, for what must not seem older than it is. */
    long freshNow() {
        return harmless(records::timeMillis);
    }

    Optional<RecordStore.Stored> read(String key) {
        return harmless(() -> records.read(key));
    }

    List<RecordStore.Stored> range(String from, String to, int limit) {
        return harmless(() -> records.range(from, to, limit));
    }

    boolean create(String key, Bytes value) {
        check(value);
        return changing(() -> records.create(key, value));
    }

    boolean replace(String key, String version, Bytes value) {
        check(value);
        return changing(() -> records.replace(key, version, value));
    }

    /** Replaces this version or, where none was there, creates the record. */
    boolean put(String key, Optional<String> version, Bytes value) {
        return version.isPresent() ? replace(key, version.get(), value) : create(key, value);
    }

    boolean delete(String key, String version) {
        return changing(() -> records.delete(key, version));
    }

    /** Deletes a record that nobody will write again. */
    void remove(String key) {
        harmless(() -> {
            records.remove(key);
            return true;
        });
    }

    /** Writes an index entry, unless it is there. */
    void note(String key) {
        Bytes value = IndexEntry.value(now());
        harmless(() -> records.create(key, value));
    }

    /** As {@link #put}, for a change that no caller can see. */
    boolean putUnseen(String key, Optional<String> version, Bytes value) {
        return harmless(
                () -> version.isPresent() ? records.replace(key, version.get(), value) : records.create(key, value));
    }

    /** Removes an index entry that will never be valid again, if there is time; whoever meets it otherwise removes it. */
    void forget(String key) {
        quietly(() -> records.remove(key));
    }

    /** Does something that nobody misses if it isn't done. */
    void quietly(Runnable step) {
        if (!budget.late()) {
            try {
                step.run();
            } catch (StoreException trouble) {
                // What it was to repair stays for the next that meets it.
            }
        }
    }

    /** Whether work in bounded steps had better end here and go on in another call. */
    boolean late() {
        return budget.late();
    }

    /** Too many races were lost. */
    StoreException busy() {
        return told(new StoreUnavailable("a record changed " + ATTEMPTS + " times in a row; repeat the call"));
    }

    /** Reads a record's value; one that can't be read is told of by its key, for no repeat will help. */
    <T> T decoded(RecordStore.Stored stored, Function<Bytes, T> codec) {
        try {
            return codec.apply(stored.value());
        } catch (RuntimeException unreadable) {
            throw told(new StoreRejected(Damage.text(stored.key()), unreadable));
        }
    }

    /** The same for who has others to look at: one that can't be read is told of, and is none. */
    <T> Optional<T> readable(RecordStore.Stored stored, Function<Bytes, T> codec) {
        try {
            return Optional.of(codec.apply(stored.value()));
        } catch (RuntimeException unreadable) {
            damage.met(stored.key(), unreadable);
            return Optional.empty();
        }
    }

    private <T> T harmless(Supplier<T> step) {
        checkTime();
        try {
            return step.get();
        } catch (UnknownOutcome trouble) {
            throw told(new StoreUnavailable(text(trouble), trouble));
        } catch (StoreException trouble) {
            throw told(trouble);
        }
    }

    private boolean changing(BooleanSupplier step) {
        checkTime();
        try {
            boolean done = step.getAsBoolean();
            changed |= done;
            return done;
        } catch (StoreException trouble) {
            throw told(trouble);
        }
    }

    private void checkTime() {
        if (budget.spent()) {
            throw told(new StoreUnavailable("the call timeout doesn't leave time for a further record call"));
        }
    }

    private void check(Bytes value) {
        int most = records.describe().valueBytes();
        if (value.size() > most) {
            throw told(new StoreRejected(
                    "a record must have at most " + most + " bytes in this storage, but would have " + value.size()));
        }
    }

    /** R21: what was surely not applied and what won't be helped by a repeat are such only while nothing has changed. */
    private StoreException told(StoreException trouble) {
        String line = text(trouble);
        if (changed || trouble instanceof UnknownOutcome) {
            return new UnknownOutcome(line, trouble);
        }
        return trouble instanceof StoreRejected
                ? new StoreRejected(line, trouble)
                : new StoreUnavailable(line, trouble);
    }

    private String text(StoreException trouble) {
        String text = String.valueOf(trouble.getMessage());
        return text.startsWith(what + ": ") ? text : what + ": " + text;
    }
}
