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
        Optional<Long> found = number(call);
        if (found.isEmpty() && mode == PrepareMode.CREATE) {
            call.create(Keys.SCHEMA, new ValueWriter().number(NUMBER).done());
            found = number(call);
        }
        if (found.isEmpty()) {
            throw rejected(mode, "there are no records of Leasehold here; prepare(CREATE) makes the first");
        } else if (found.get() < NUMBER || found.get() > NUMBER + 1) {
            throw rejected(
                    mode,
                    "the records are of schema " + found.get() + ", but this code runs on " + NUMBER + " and "
                            + (NUMBER + 1)
                            + (found.get() < NUMBER
                                    ? "; no migration leads from there, for the first schema is " + NUMBER
                                    : "; use newer code"));
        }
    }

    private StoreRejected rejected(PrepareMode mode, String why) {
        return new StoreRejected(
                "prepare(" + mode + ") at " + records.describe().kind() + ": " + why);
    }

    private static Optional<Long> number(Call call) {
        return call.read(Keys.SCHEMA).map(stored -> call.decoded(stored, value -> new ValueReader(value).number()));
    }
}
