package io.leasehold.store.record;

import io.leasehold.store.JobId;
import java.util.List;
import java.util.Optional;

/**
 * Reads and changes job records, and keeps the order that the index rests on: new entries first, then the record, then away with the
 * old entries. A process may stop between any two of these and leave entries too many, never too few.
 */
final class Jobs {
    JobValue.Read read(Call call, JobId id) {
        return call.read(Keys.job(id))
                .map(stored -> read(id, stored, call.decoded(stored, value -> JobCodec.decoded(id, value))))
                .orElseGet(() -> none(id));
    }

    /** The same for who has other jobs to look at; nothing, if the record is damaged. */
    Optional<JobValue.Read> readable(Call call, JobId id) {
        Optional<RecordStore.Stored> kept = call.read(Keys.job(id));
        return kept.isEmpty()
                ? Optional.of(none(id))
                : kept.flatMap(stored -> call.readable(stored, value -> JobCodec.decoded(id, value))
                        .map(value -> read(id, stored, value)));
    }

    private static JobValue.Read read(JobId id, RecordStore.Stored stored, JobValue value) {
        return new JobValue.Read(id, Optional.of(stored.version()), value);
    }

    private static JobValue.Read none(JobId id) {
        return new JobValue.Read(id, Optional.empty(), new JobValue.Vacant(0));
    }

    /** Puts a value in the place of the one that was read, if that is still there; answers whether it was. */
    boolean change(Call call, JobValue.Read before, JobValue after) {
        JobId id = before.id();
        List<String> had = before.value().entries(id);
        List<String> has = after.entries(id);
        List<String> fresh = has.stream().filter(key -> !had.contains(key)).toList();
        fresh.forEach(call::note);
        boolean changed = call.put(Keys.job(id), before.version(), JobCodec.encoded(after));
        if (changed) {
            had.stream().filter(key -> !has.contains(key)).forEach(call::forget);
        } else if (!fresh.isEmpty()) {
            call.quietly(() -> forgetUnless(call, read(call, id), fresh, after.change()));
        }
        return changed;
    }

    /**
     * Takes the record of a tombstone away for good, if it is the one that was read, and then its entry. The floor has stood above its
     * numbers, so whatever the id begins later has higher ones ({@link FloorValue}).
     */
    boolean remove(Call call, JobValue.Read tombstone) {
        String version = tombstone.version().orElseThrow();
        boolean removed = call.delete(Keys.job(tombstone.id()), version);
        if (removed) {
            tombstone.value().entries(tombstone.id()).forEach(call::forget);
        }
        return removed;
    }

    /**
     * The race is lost: what was noted for it goes, unless the winner noted the very same, or has not come that far: by then it may.
     */
    private static void forgetUnless(Call call, JobValue.Read winner, List<String> noted, long change) {
        List<String> valid = winner.value().entries(winner.id());
        boolean come = winner.value().change() >= change;
        noted.stream().filter(key -> come && !valid.contains(key)).forEach(call::forget);
    }

    /**
     * Raises the number of the record's change, to that of this entry at least, and nothing else: from then on, whatever was based on
     * the record as read fails, and the entry, if it was pending, is stale.
     */
    boolean touch(Call call, JobValue.Read before, IndexEntry entry) {
        return call.putUnseen(
                Keys.job(before.id()),
                before.version(),
                JobCodec.encoded(before.value().touched(entry.change())));
    }
}
