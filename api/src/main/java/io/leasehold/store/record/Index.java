package io.leasehold.store.record;

import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks into the indexes, and believes no entry until it has read the job's record after it. What it meets and nobody will need it
 * removes: an entry that is stale, and one that has long been pending, because its writer stopped halfway, once the record has been
 * touched, so that the writer can't come back and finish. Where there is no record, and the floor says that there was one, the entry is
 * of a life that is over, and no record is made for its sake.
 */
final class Index {
    /** A writer that is only slow is let finish; by this nothing is decided but whether to disturb it. */
    static final Duration LONG_PENDING = Duration.ofMinutes(1);

    private final Jobs jobs;
    private final RecordFloor floor;

    Index(Jobs jobs, RecordFloor floor) {
        this.jobs = jobs;
        this.floor = floor;
    }

    List<IndexEntry> range(Call call, String from, String to, int limit) {
        return call.range(from, to, limit).stream()
                .map(stored -> call.decoded(
                        stored,
                        value -> IndexEntry.read(
                                stored.key(),
                                call.readable(stored, IndexEntry::writtenAt).orElse(0L))))
                .toList();
    }

    /** The first entries at a place, beyond a job if there is one. */
    List<IndexEntry> at(Call call, String place, Optional<JobId> after, int limit) {
        String from = after.map(job -> Keys.beyond(place, job)).orElse(place + '-');
        return range(call, from, Keys.end(place + '-'), limit);
    }

    /** The record of the job of which this entry speaks, if the job is there. An entry of one that is damaged stays for its repair. */
    Optional<JobValue.Read> confirmed(Call call, IndexEntry entry) {
        return jobs.readable(call, entry.job()).flatMap(read -> confirmed(call, entry, read));
    }

    /** The same for who must not miss a job: a damaged record is rejected by its key. */
    Optional<JobValue.Read> confirmedOrRejected(Call call, IndexEntry entry) {
        return confirmed(call, entry, jobs.read(call, entry.job()));
    }

    private Optional<JobValue.Read> confirmed(Call call, IndexEntry entry, JobValue.Read read) {
        switch (entry.standing(read.value())) {
            case VALID -> {
                return Optional.of(read);
            }
            case STALE -> call.forget(entry.key());
            case PENDING -> call.quietly(() -> settle(call, entry, read));
        }
        return Optional.empty();
    }

    /** The records of all these entries' jobs that are there. */
    List<JobValue.Read> confirmed(Call call, List<IndexEntry> entries) {
        List<JobValue.Read> found = new ArrayList<>();
        entries.forEach(entry -> confirmed(call, entry).ifPresent(found::add));
        return found;
    }

    /** Whether any of these is true; looks no further than it must. */
    boolean anyConfirmed(Call call, List<IndexEntry> entries) {
        return entries.stream().anyMatch(entry -> confirmed(call, entry).isPresent());
    }

    private void settle(Call call, IndexEntry entry, JobValue.Read read) {
        boolean old = entry.writtenAt() + LONG_PENDING.toMillis() <= call.now();
        if (old && (read.version().isEmpty() ? overOrTouched(call, entry, read) : jobs.touch(call, read, entry))) {
            call.forget(entry.key());
        }
    }

    private boolean overOrTouched(Call call, IndexEntry entry, JobValue.Read none) {
        FloorValue stored = floor.read(call);
        return stored.reaches(entry) ? stored.stands(call.now()) : jobs.touch(call, none, entry);
    }
}
