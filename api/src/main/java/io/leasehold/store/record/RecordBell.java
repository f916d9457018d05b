package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import java.util.Optional;

/** The bell of R20: a number under a key of its own. */
final class RecordBell {
    long bell(Call call) {
        return call.read(Keys.BELL).map(stored -> read(call, stored).number).orElse(0L);
    }

    /** A lost race is as good as a won one: the number has changed since this ring began. */
    void ring(Call call) {
        Optional<RecordStore.Stored> stored = call.read(Keys.BELL);
        Value value = stored.map(record -> read(call, record)).orElse(new Value(0, Bytes.EMPTY));
        call.put(
                Keys.BELL,
                stored.map(RecordStore.Stored::version),
                new ValueWriter().number(value.number + 1).last(value.rest).done());
    }

    private static Value read(Call call, RecordStore.Stored stored) {
        return call.decoded(stored, value -> {
            ValueReader reader = new ValueReader(value);
            return new Value(reader.number(), reader.last());
        });
    }

    /** The number, and fields that only newer code understands. */
    private record Value(long number, Bytes rest) {}
}
