package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The least that a storage must offer to keep Leasehold's records: single records by key, written on a condition, and ranges of keys.
 * {@link RecordLeaseStore} makes the whole {@link io.leasehold.store.LeaseStore} of it. Whoever ports Leasehold writes this
 * interface alone, and then runs the conformance kit over it and over a {@code RecordLeaseStore}. One record store is one namespace:
 * whoever opens it puts the namespace into the name of a table, a database or a bucket or, where keys may have 1,064 bytes, before
 * every key.
 *
 * <h2>What a record is</h2>
 * A key, a value, a version.
 *
 * <ul>
 *   <li><em>Keys</em> may be assumed to have 1 to {@link #KEY_CHARACTERS} characters of {@code a–z}, {@code 0–9} and {@code -}: they
 *       need no escaping, survive storages that ignore case, and fit where keys have at most 1,024 bytes. They must be ordered by their
 *       ASCII codes: {@code -} first, then digits, then letters, which is not how most databases collate text unless told to. So
 *       the least key beyond another is that one with {@code -} behind it: there the next page of a range begins.
 *   <li><em>Values</em> may be assumed to have 1 to {@link Description#valueBytes} bytes. They must come back byte for byte.
 *   <li><em>Versions</em> are the store's own texts, never looked into. Two values of one key that differ, at whatever time they were
 *       stored, must never have the same version, <em>also if the record was deleted between them</em>. So a random id of 64 bits
 *       or more drawn by each write will do, a counter of the whole storage, or a digest of the value of 128 bits or more. A counter
 *       that begins anew with each record or each client will not, nor will the time of the write. A version that a write names may
 *       be assumed to have been answered for its key at some time; a write that was not done must leave the version as it is.
 * </ul>
 *
 * <h2>Consistency</h2>
 * {@link #read}, {@link #create}, {@link #replace}, {@link #delete} and {@link #remove} must be linearizable, each by itself and for
 * each key by itself: as if applied at one moment between call and answer. A read from a replica that may lag is not enough, nor is a
 * write that is acknowledged before it is sure to survive, a condition that is looked at in one step and written on in another, or a
 * {@code replace} that deletes and then creates. No call touches two records at once, and none is ever asked to.
 *
 * <p>{@link #range} is no snapshot. Of its span, which reaches from {@code from} to {@code to} or, if {@code limit} records were
 * answered, to the last of these:
 *
 * <ul>
 *   <li>a record that was there all through the call must be answered, once;
 *   <li>each record answered, with its value and version, must have been current at some moment during the call.
 * </ul>
 *
 * Different records may be of different moments, and one that came or went meanwhile may be answered or not.
 *
 * <h2>Time</h2>
 * {@link #timeMillis} must be the storage's own clock, not the caller's: the database's {@code now}, or the time that the storage
 * stamps on a record written to be stamped. It decides when somebody tries; conditional writes decide who is right. So a clock that
 * jumps costs time, and never a safe state.
 *
 * <h2>Trouble</h2>
 * Expected outcomes are values. All else must be thrown as a {@link StoreException}, whose kind is a promise:
 * {@link StoreException.StoreUnavailable} only if the write was surely not applied; {@link StoreException.UnknownOutcome} whenever it
 * may have been, or may yet be; {@link StoreException.StoreRejected} if it was not, and repeating it won't help. In doubt it is
 * {@code UnknownOutcome}. A reading that fails is {@code StoreUnavailable} or {@code StoreRejected}. A write must not be repeated
 * inside, by a driver that retries either, unless the attempt before was surely not applied: a repeated {@link #create} or
 * {@link #replace} would answer that somebody else was first. An interrupt is no exception: a call that it cuts short throws by these
 * rules, and leaves the thread interrupted.
 *
 * <h2>Push</h2>
 * A storage that can tell of changes by itself may also be {@link WatchableRecords}.
 *
 * <h2>Limits in time</h2>
 * Every call must end, one way or the other, within {@link Description#recordTimeout}, the wait for a connection included.
 * {@link #prepare} may take 50 seconds. One call of the lease store makes up to hundreds of record calls, one after the other, within
 * its own call timeout: they should take milliseconds.
 *
 * <h2>Thread rule</h2>
 * Every method blocks and may be called by any thread at any time, also while others are under way. Heartbeats are record calls like
 * all others and must not wait for them: a pool needs as many connections as there are threads that call, or connections that many
 * calls share.
 */
public interface RecordStore extends AutoCloseable {
    /** The longest key. */
    int KEY_CHARACTERS = 1_023;

    /** The most records of one range. */
    int RANGE = 1_024;

    /**
     * What the storage is. Asks nothing of it, and answers the same each time: what it must be asked, such as its version, is asked
     * when the record store is opened.
     */
    Description describe();

    /**
     * Makes the storage ready: {@link PrepareMode#CREATE} creates what is missing, {@link PrepareMode#VALIDATE} looks only. Many
     * instances may do so at once, and do so again over records that are there. Does nothing where a storage needs no such thing.
     * It is not called for {@link PrepareMode#NONE}, nor before every other method: where that shows that the storage was never made
     * ready, it is {@link StoreException.StoreRejected}.
     */
    default void prepare(PrepareMode mode) {}

    /** The record with this key, if there is one. */
    Optional<Stored> read(String key);

    /** Stores the record if there is none with this key; answers whether it did. */
    boolean create(String key, Bytes value);

    /** Replaces the value if the record is there with this version; answers whether it did. */
    boolean replace(String key, String version, Bytes value);

    /** Deletes the record if it is there with this version; answers whether it did. */
    boolean delete(String key, String version);

    /** Deletes the record, if it is there, whatever its version. */
    void remove(String key);

    /**
     * The first records, in the order of their keys, from {@code from} on, itself included, and before {@code to}. Both may be assumed
     * to be as keys are, the first before the other; no records need be there under them.
     *
     * @param limit the most records to answer, 1 to {@link #RANGE}; fewer mean that there are no more in the span, so
     *     where a page of the storage ends early, by its size, say, the next ones must be added
     */
    List<Stored> range(String from, String to, int limit);

    /**
     * The storage's own time, in milliseconds since 1970-01-01T00:00Z. Where its steps are longer than that, lapses and delays are
     * off by as much.
     */
    long timeMillis();

    /**
     * Gives back what the record store opened itself; the records stay, and other clients notice nothing. Idempotent, and throws
     * nothing. Calls that are under way or come later fail as the storage's trouble does.
     */
    @Override
    void close();

    /**
     * A record as stored.
     *
     * @param key its key
     * @param value its value
     * @param version the version of this value
     */
    record Stored(String key, Bytes value, String version) {}

    /**
     * What a storage says of itself.
     *
     * @param kind the product's name
     * @param version of the server, as it tells it
     * @param timeSource whose clock {@link RecordStore#timeMillis} reads
     * @param recordTimeout within what time every call ends; a {@code RecordLeaseStore} wants a call timeout, 5 seconds unless
     *     configured, of at least twice as much
     * @param valueBytes the largest value, at least {@link #LEAST_VALUE}
     * @param warnings everything that a user should hear; no credential is ever in them
     */
    record Description(
            String kind,
            String version,
            String timeSource,
            Duration recordTimeout,
            int valueBytes,
            List<String> warnings) {
        /** The largest value must not be smaller than this: 64 KiB. */
        public static final int LEAST_VALUE = 64 << 10;

        public Description {
            warnings = List.copyOf(warnings);
            if (recordTimeout.isNegative() || recordTimeout.isZero()) {
                throw new IllegalArgumentException("record timeout must be longer than zero, but is " + recordTimeout);
            }
            if (valueBytes < LEAST_VALUE) {
                throw new IllegalArgumentException(
                        "value bytes must be at least " + LEAST_VALUE + ", but are " + valueBytes);
            }
        }
    }
}
