package io.leasehold.tck.broken;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.Retention;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.TokenFloor;
import java.time.Duration;
import java.util.Optional;

/** Mistakes with tombstones that go (R18). */
final class BrokenPurges {
    private BrokenPurges() {}

    /** R18: a step over tombstones is taken twice, the second time as if the floor had stood. */
    static Breaking underAFreshFloor() {
        return (kept, behind) -> new ForwardingStore(kept) {
            @Override
            public TidyAnswer tidy(Optional<String> cursor) {
                TidyAnswer step = super.tidy(cursor);
                if (cursor.filter(from -> from.startsWith("tombstones:")).isEmpty()) {
                    return step;
                }
                behind.pass(TokenFloor.STANDING);
                TidyAnswer again = super.tidy(cursor);
                behind.pass(TokenFloor.STANDING.negated());
                return again;
            }
        };
    }

    /** R18: tombstones go after an hour, whatever their retention. */
    static StoreOptions retentionForgotten(StoreOptions told) {
        return told.retention(told.retention().tombstones(Duration.ofHours(1)));
    }

    /** R18: tombstones stay, though a retention is set for them. */
    static StoreOptions tombstonesKept(StoreOptions told) {
        Retention given = told.retention();
        return told.retention(new Retention(given.endedLeases(), given.finishedJobs()));
    }
}
