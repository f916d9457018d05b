package io.leasehold.store.memory;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Wish;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The jobs, in id order, and those of each owner apart: so that what is asked of one owner's jobs costs as much as they are, however many
 * others there are. Not thread-safe: the store locks.
 */
final class JobTable {
    private final NavigableMap<JobId, StoredJob> jobs = new TreeMap<>();
    private final NavigableMap<LeaseId, Lot> owned = new TreeMap<>();
    private Lot unowned = new Lot();

    /** The jobs of one owner. */
    private static final class Lot {
        private final NavigableMap<JobId, StoredJob> byId = new TreeMap<>();
        private final NavigableSet<Place> bySlot = new TreeSet<>();
        private final NavigableSet<JobId> stopped = new TreeSet<>();

        /** The job as it is from now on. */
        private void keep(StoredJob job) {
            JobId id = job.record().id();
            byId.put(id, job);
            if (job.record().wish() == Wish.STOPPED) {
                stopped.add(id);
            } else {
                stopped.remove(id);
            }
        }

        private void remove(StoredJob job) {
            JobId id = job.record().id();
            byId.remove(id);
            bySlot.remove(Place.of(job));
            stopped.remove(id);
        }
    }

    /** Where a claim meets a job. */
    private record Place(int slot, JobId id) implements Comparable<Place> {
        /** No id comes before it: none is empty, nor has a NUL. */
        private static final JobId FIRST = new JobId("\u0001");

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::slot).thenComparing(Place::id);

        static Place first(int slot) {
            return new Place(slot, FIRST);
        }

        static Place of(StoredJob job) {
            JobId id = job.record().id();
            return new Place(id.slot(), id);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** All of them, in id order; not to be changed. */
    NavigableMap<JobId, StoredJob> all() {
        return Collections.unmodifiableNavigableMap(jobs);
    }

    @Nullable
    StoredJob get(JobId id) {
        return jobs.get(id);
    }

    int size() {
        return jobs.size();
    }

    /** The job as it is from now on. */
    void keep(StoredJob job) {
        JobId id = job.record().id();
        @Nullable StoredJob before = jobs.put(id, job);
        Optional<LeaseId> owner = owner(job);
        if (before == null || !owner(before).equals(owner)) {
            Optional.ofNullable(before).ifPresent(this::takeOut);
            lot(owner).bySlot.add(Place.of(job));
        }
        lot(owner).keep(job);
    }

    void remove(JobId id) {
        Optional.ofNullable(jobs.remove(id)).ifPresent(this::takeOut);
    }

    void replace(NavigableMap<JobId, StoredJob> others) {
        jobs.clear();
        owned.clear();
        unowned = new Lot();
        others.values().forEach(this::keep);
    }

    /** Those that name this owner, or nobody, in id order. */
    Stream<StoredJob> of(Optional<LeaseId> owner) {
        return found(owner).map(lot -> lot.byId.values().stream()).orElseGet(Stream::empty);
    }

    /** The same behind this id. */
    Stream<StoredJob> of(Optional<LeaseId> owner, Optional<JobId> after) {
        return after.map(id -> found(owner)
                        .map(lot -> oneByOne(lot.byId.tailMap(id, false).values()))
                        .orElseGet(Stream::empty))
                .orElseGet(() -> of(owner));
    }

    /** The same from this slot on, in the order of slots, and of ids within one. */
    Stream<StoredJob> from(int slot, Optional<LeaseId> owner) {
        return found(owner)
                .map(lot -> oneByOne(lot.bySlot.tailSet(Place.first(slot)))
                        .map(place -> Objects.requireNonNull(lot.byId.get(place.id))))
                .orElseGet(Stream::empty);
    }

    /** Those that name this owner and that the operator wants stopped, in id order. */
    Stream<JobId> stopped(LeaseId owner) {
        return found(Optional.of(owner)).map(lot -> lot.stopped.stream()).orElseGet(Stream::empty);
    }

    /** Whether a job names this lease. */
    boolean named(LeaseId lease) {
        return owned.containsKey(lease);
    }

    /** The leases that jobs name, in id order. */
    Stream<LeaseId> owners() {
        return owned.keySet().stream();
    }

    private void takeOut(StoredJob job) {
        Optional<LeaseId> owner = owner(job);
        Lot lot = lot(owner);
        lot.remove(job);
        owner.filter(id -> lot.byId.isEmpty()).ifPresent(owned::remove);
    }

    private Lot lot(Optional<LeaseId> owner) {
        return owner.map(id -> owned.computeIfAbsent(id, none -> new Lot())).orElse(unowned);
    }

    private Optional<Lot> found(Optional<LeaseId> owner) {
        return owner.isEmpty() ? Optional.of(unowned) : owner.map(owned::get);
    }

    /** A stream that doesn't ask how many there are: a part of a tree would count them. */
    private static <T> Stream<T> oneByOne(Collection<T> part) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(part.iterator(), Spliterator.ORDERED), false);
    }

    private static Optional<LeaseId> owner(StoredJob job) {
        return job.record().ownership().owner();
    }
}
