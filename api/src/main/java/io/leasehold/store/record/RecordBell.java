package io.leasehold.store.record;

import java.util.Optional;

/** The bell of R20: a number under a key of its own. */
final class RecordBell {
    long bell(Call call) {
        return number(call, call.read(Keys.BELL));
    }

    /** A lost race is as good as a won one: the number has changed since this ring began. */
    void ring(Call call) {
        Optional<RecordStore.Stored> stored = call.read(Keys.BELL);
        long next = number(call, stored) + 1;
        call.put(
                Keys.BELL,
                stored.map(RecordStore.Stored::version),
                new ValueWriter().number(next).done());
    }

    private static long number(Call call, Optional<RecordStore.Stored> stored) {
        return stored.map(record -> call.decoded(record, value -> new ValueReader(value).number()))
                .orElse(0L);
    }
}
