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
 * What is kept under a job's key. Its {@link #change}, a number that grows with every write of the record, tells a valid index entry from
 * one that isn't, so no id ever has a number twice. The record is therefore deleted only as a tombstone that the floor covers, and
 * begins anew above the floor ({@link FloorValue}).
 */
sealed interface JobValue {
    /** The number of the write that left this value, from 1; 0 where there is no record. */
    long change();

    /** The keys of all index entries that this value has. */
    List<String> entries(JobId id);

    /** The same value as left by a write that changes nothing else, with this number at least. */
    JobValue touched(long atLeast);

    private static long after(long change, long atLeast) {
        return Math.max(change + 1, atLeast);
    }

    /** The job that is created in the place of this value, above the floor. */
    default Present replacedBy(StoredJob job, FloorValue floor) {
        return next(after(change(), floor.change() + 1), job, Map.of(), Map.of(), Bytes.EMPTY);
    }

    /** A place that stays keeps its entry; every other one has an entry of this change. */
    private static Present next(
            long change, StoredJob job, Map<Family, String> oldPlaces, Map<Family, Long> oldChanges, Bytes rest) {
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
        public Present touched(long atLeast) {
            return new Present(job, after(change, atLeast), changes, rest);
        }

        /** The job that comes after this one. */
        Present followedBy(StoredJob other) {
            return next(change + 1, other, places(job), changes, rest);
        }

        /** The tombstone that comes after this job. */
        Buried followedBy(Tombstone tombstone) {
            return new Buried(tombstone, change + 1, change + 1, Bytes.EMPTY);
        }
    }

    /**
     * What a deleted job left: R18's tombstone.
     *
     * @param tombstone as stored
     * @param change the number of the write that left this value
     * @param buried the change that brought it
     * @param rest fields that only newer code understands
     */
    record Buried(Tombstone tombstone, long change, long buried, Bytes rest) implements JobValue {
        @Override
        public List<String> entries(JobId id) {
            return List.of(IndexEntry.key(Family.buried(tombstone.buriedAt()), id, buried));
        }

        @Override
        public Buried touched(long atLeast) {
            return new Buried(tombstone, after(change, atLeast), buried, rest);
        }
    }

    /** No job and no tombstone; with a record only where a submission died halfway ({@link Index}). */
    record Vacant(long change) implements JobValue {
        @Override
        public List<String> entries(JobId id) {
            return List.of();
        }

        @Override
        public Vacant touched(long atLeast) {
            return new Vacant(after(change, atLeast));
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
