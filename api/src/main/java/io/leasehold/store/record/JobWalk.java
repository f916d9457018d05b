package io.leasehold.store.record;

import io.leasehold.store.JobId;
import io.leasehold.store.StoredJob;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Walks over the jobs at one or more places in id order, each of them by its record as read on the way. How a record is read says whether
 * a damaged one is gone past or rejected. Used by one call.
 */
final class JobWalk {
    private final Call call;
    private final Index index;
    private final List<Place> places;
    private final int page;
    private final BiFunction<Call, IndexEntry, Optional<JobValue.Read>> read;
    private Optional<JobId> last;

    /** Begins beyond a job, if there is one; reads the entries in pages. */
    JobWalk(
            Call call,
            Index index,
            List<String> places,
            Optional<JobId> after,
            int page,
            BiFunction<Call, IndexEntry, Optional<JobValue.Read>> read) {
        this.call = call;
        this.index = index;
        this.places = places.stream().map(place -> new Place(place, after)).toList();
        this.page = page;
        this.read = read;
        this.last = after;
    }

    /** The next job; none: the walk is at its end. One that moves from place to place meanwhile is met once. */
    Optional<StoredJob> next() {
        while (true) {
            Optional<Place> least = places.stream()
                    .filter(place -> place.head().isPresent())
                    .min(Comparator.comparing(
                            place -> place.head().orElseThrow().job()));
            if (least.isEmpty()) {
                return Optional.empty();
            }
            IndexEntry entry = least.get().entries.remove();
            boolean met = last.equals(Optional.of(entry.job()));
            Optional<StoredJob> job = read.apply(call, entry).flatMap(JobValue.Read::job);
            if (job.isPresent() && !met) {
                last = Optional.of(entry.job());
                return job;
            }
        }
    }

    /** The entries at one place, read when they are needed. */
    private final class Place {
        private final String name;
        private final Deque<IndexEntry> entries = new ArrayDeque<>();
        private Optional<JobId> readUpTo;
        private boolean more = true;

        Place(String name, Optional<JobId> after) {
            this.name = name;
            this.readUpTo = after;
        }

        Optional<IndexEntry> head() {
            if (entries.isEmpty() && more) {
                List<IndexEntry> read = index.at(call, name, readUpTo, page);
                entries.addAll(read);
                more = read.size() == page;
                readUpTo = read.isEmpty()
                        ? readUpTo
                        : Optional.of(read.get(read.size() - 1).job());
            }
            return Optional.ofNullable(entries.peek());
        }
    }
}
