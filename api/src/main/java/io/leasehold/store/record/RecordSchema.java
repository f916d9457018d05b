package io.leasehold.store.record;

import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import java.time.Duration;
import java.util.Optional;

/** The schema's number and its checks (R24). */
final class RecordSchema {
    /** This code's schema; it runs on the next one too. */
    static final int NUMBER = 1;

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final RecordStore records;

    RecordSchema(RecordStore records) {
        this.records = records;
    }

    void prepare(Call call, PrepareMode mode) {
        if (mode == PrepareMode.NONE) {
            return;
        }
        records.prepare(mode);
        Optional<Integer> found = number(call);
        if (found.isEmpty() && mode == PrepareMode.CREATE) {
            call.create(Keys.SCHEMA, new ValueWriter().number(NUMBER).done());
            found = number(call);
        }
        if (found.isEmpty()) {
            throw new StoreRejected("prepare: there are no records of Leasehold; prepare with CREATE once");
        } else if (found.get() < NUMBER || found.get() > NUMBER + 1) {
            throw new StoreRejected("prepare: the records are of schema " + found.get()
                    + ", but this version of Leasehold runs on " + NUMBER + " and " + (NUMBER + 1));
        }
    }

    private static Optional<Integer> number(Call call) {
        return call.read(Keys.SCHEMA).map(stored -> call.decoded(stored, value -> new ValueReader(value).small()));
    }
}
