package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.TokenFloor;
import java.util.Optional;

/**
 * The token floor as stored (R18), and beside it a floor of the numbers of changes: an id that has no record begins above both.
 *
 * @param token the highest token that it covers
 * @param change the highest number that a change of a record which it covers had, or that somebody may have been about to give it
 * @param since a time, by the store's clock, at which it surely stood; none: nobody has looked since it was raised
 * @param rest fields that only newer code understands
 */
record FloorValue(long token, long change, Optional<Long> since, Bytes rest) {
    static final FloorValue NONE = new FloorValue(0, 0, Optional.of(0L), Bytes.EMPTY);

    private static final int FORMAT = 1;

    /** Whether it has stood long enough: whoever read the one before has come through, or is later than the limit. */
    boolean stands(long now) {
        return since.filter(time -> now - time >= TokenFloor.STANDING.toMillis())
                .isPresent();
    }

    /** Whether a tombstone may go for good. */
    boolean covers(JobValue.Buried buried, long now) {
        return buried.tombstone().token() <= token && change(buried) <= change && stands(now);
    }

    /** Whether an entry, if its id has no record, speaks of a life that is over once this stands. */
    boolean reaches(IndexEntry entry) {
        return entry.change() <= change;
    }

    /** The same, raised where it is lower than what is to be covered. */
    FloorValue covering(JobValue.Buried buried) {
        return new FloorValue(
                Math.max(token, buried.tombstone().token()), Math.max(change, change(buried)), Optional.empty(), rest);
    }

    /** The number that the next change of a tombstone would have had: entries of it may lie about. */
    private static long change(JobValue.Buried buried) {
        return buried.change() + 1;
    }

    /** Whether any id would begin higher than by the other one. */
    boolean above(FloorValue other) {
        return token > other.token || change > other.change;
    }

    /** The same, or higher where the other one is; as raised just now. */
    FloorValue raisedTo(FloorValue other) {
        return new FloorValue(Math.max(token, other.token), Math.max(change, other.change), Optional.empty(), rest);
    }

    /** The same, seen to stand at this time. */
    FloorValue seenAt(long now) {
        return new FloorValue(token, change, Optional.of(now), rest);
    }

    Bytes encoded() {
        return new ValueWriter()
                .number(FORMAT)
                .number(token)
                .number(change)
                .optional(since, ValueWriter::number)
                .last(rest)
                .done();
    }

    static FloorValue decoded(Bytes value) {
        ValueReader reader = new ValueReader(value);
        reader.number();
        return new FloorValue(reader.number(), reader.number(), reader.optional(ValueReader::number), reader.last());
    }
}
