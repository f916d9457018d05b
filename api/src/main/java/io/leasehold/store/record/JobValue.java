package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.StoredJob;
import io.leasehold.store.Tombstone;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept under a job's key. It is never deleted, so that its {@link #change}, a number that grows with every write of the record,
 * never begins anew; and with it everything that tells a valid index entry from one that isn't.
 */
sealed interface JobValue {
    /** The number of the write that left this value, from 1; 0 where there is no record. */
    long change();

    /** The keys of all index entries that this value has. */
    List<String> entries(JobId id);

    /** The same value as left by a write that changes nothing else. */
    JobValue touched();

    /** The job that comes after this value. */
    default Present followedBy(StoredJob job) {
        return next(this, job, Map.of(), Map.of(), Bytes.EMPTY);
    }

    /** The tombstone that comes after this value. */
    default Buried followedBy(Tombstone tombstone) {
        return new Buried(tombstone, change() + 1, Bytes.EMPTY);
    }

    /** A place that stays keeps its entry; every other one has an entry of this change. */
    private static Present next(
            JobValue before, StoredJob job, Map<Family, String> oldPlaces, Map<Family, Long> oldChanges, Bytes rest) {
        long change = before.change() + 1;
        SortedMap<Family, Long> changes = new TreeMap<>();
        Present.places(job).forEach((family, place) -> {
            boolean stays = place.equals(oldPlaces.get(family));
            changes.put(family, stays ? oldChanges.getOrDefault(family, change) : change);
        });
        return new Present(job, change, changes, rest);
    }

    /**
     * A job.
     *
     * @param job as stored
     * @param changes for each index that holds the job, the change that brought it to its present place there
     * @param rest fields that only newer code understands
     */
    record Present(StoredJob job, long change, SortedMap<Family, Long> changes, Bytes rest) implements JobValue {
        static Map<Family, String> places(StoredJob job) {
            Map<Family, String> places = new EnumMap<>(Family.class);
            for (Family family : Family.values()) {
                family.place(job).ifPresent(place -> places.put(family, place));
            }
            return places;
        }

        @Override
        public List<String> entries(JobId id) {
            return changes.entrySet().stream()
                    .flatMap(entry ->
                            entry
                                    .getKey()
                                    .place(job)
                                    .map(place -> IndexEntry.key(place, id, entry.getValue()))
                                    .stream())
                    .toList();
        }

        @Override
        public Present touched() {
            return new Present(job, change + 1, changes, rest);
        }

        @Override
        public Present followedBy(StoredJob other) {
            return next(this, other, places(job), changes, rest);
        }
    }

    /** What a deleted job left: R18's tombstone. */
    record Buried(Tombstone tombstone, long change, Bytes rest) implements JobValue {
        @Override
        public List<String> entries(JobId id) {
            return List.of();
        }

        @Override
        public Buried touched() {
            return new Buried(tombstone, change + 1, rest);
        }
    }

    /** No job, and never one that was acknowledged; with a record only where a submission died halfway ({@link Index}). */
    record Vacant(long change) implements JobValue {
        @Override
        public List<String> entries(JobId id) {
            return List.of();
        }

        @Override
        public Vacant touched() {
            return new Vacant(change + 1);
        }
    }

    /** A value as read. */
    record Read(JobId id, Optional<String> version, JobValue value) {
        Optional<Present> present() {
            return value instanceof Present present ? Optional.of(present) : Optional.empty();
        }

        Optional<StoredJob> job() {
            return present().map(Present::job);
        }
    }
}
