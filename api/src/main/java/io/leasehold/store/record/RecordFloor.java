package io.leasehold.store.record;

import java.util.Optional;

/**
 * The floor of R18 under a key of its own. It is raised in two writes: first the numbers, then, once these are in place, the time from
 * which they are known to stand; so a first write that is applied very late doesn't make the floor look older than it is.
 */
final class RecordFloor {
    FloorValue read(Call call) {
        return value(call, call.read(Keys.FLOOR));
    }

    /** As {@link #read}, and if nobody has said yet since when it stands, from now on that is known. */
    FloorValue seen(Call call) {
        Optional<RecordStore.Stored> stored = call.read(Keys.FLOOR);
        FloorValue floor = value(call, stored);
        if (stored.isEmpty() || floor.since().isPresent()) {
            return floor;
        }
        FloorValue seen = floor.seenAt(call.freshNow());
        call.replace(Keys.FLOOR, stored.get().version(), seen.encoded());
        return seen;
    }

    /** Raises it, unless it doesn't stand yet: what it is to cover would have to wait anew. */
    void raise(Call call, FloorValue to) {
        Optional<RecordStore.Stored> stored = call.read(Keys.FLOOR);
        FloorValue floor = value(call, stored);
        boolean due = to.above(floor) && floor.stands(call.now());
        if (due
                && call.put(
                        Keys.FLOOR,
                        stored.map(RecordStore.Stored::version),
                        floor.raisedTo(to).encoded())) {
            seen(call);
        }
    }

    private static FloorValue value(Call call, Optional<RecordStore.Stored> stored) {
        return stored.map(record -> call.decoded(record, FloorValue::decoded)).orElse(FloorValue.NONE);
    }
}
