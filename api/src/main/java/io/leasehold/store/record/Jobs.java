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
                .map(stored -> new JobValue.Read(
                        id, Optional.of(stored.version()), call.decoded(stored, value -> JobCodec.decoded(id, value))))
                .orElseGet(() -> new JobValue.Read(id, Optional.empty(), new JobValue.Vacant(0)));
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
            call.quietly(() -> forgetUnless(call, read(call, id), fresh));
        }
        return changed;
    }

    /** The race is lost: what was noted for it goes, unless the winner noted the very same. */
    private static void forgetUnless(Call call, JobValue.Read winner, List<String> noted) {
        List<String> valid = winner.value().entries(winner.id());
        noted.stream().filter(key -> !valid.contains(key)).forEach(call::forget);
    }

    /**
     * Raises the number of the record's change and nothing else: from then on, whatever was based on the record as read fails, and an
     * entry that was pending is stale.
     */
    boolean touch(Call call, JobValue.Read before) {
        return call.putUnseen(
                Keys.job(before.id()),
                before.version(),
                JobCodec.encoded(before.value().touched()));
    }
}
