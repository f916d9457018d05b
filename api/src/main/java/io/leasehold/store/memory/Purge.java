package io.leasehold.store.memory;

import io.leasehold.store.JobId;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Tombstone;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The walk over the tombstones past their retention, oldest first (R18): those that the token floor covers go; the highest token of the
 * others is carried along, and the floor raised to it at the end of the walk.
 */
final class Purge {
    private static final Comparator<Map.Entry<JobId, Tombstone>> OLDEST_FIRST =
            Comparator.<Map.Entry<JobId, Tombstone>>comparingLong(
                            entry -> entry.getValue().buriedAt())
                    .thenComparing(Map.Entry::getKey);

    private final Records records;
    private final long now;
    private final long before;
    private int purged;

    Purge(Records records, long now, Duration retention) {
        this.records = records;
        this.now = now;
        this.before = now - retention.toMillis();
    }

    int purged() {
        return purged;
    }

    /** One step; answers where the next one goes on, if the walk isn't through. */
    Optional<Position> step(Position from) {
        List<Map.Entry<JobId, Tombstone>> due = records.tombstones.entrySet().stream()
                .filter(entry -> entry.getValue().buriedAt() <= before)
                .sorted(OLDEST_FIRST)
                .filter(from::precedes)
                .limit(TidyAnswer.RECORDS)
                .toList();
        Position last = from;
        for (Map.Entry<JobId, Tombstone> entry : due) {
            last = visit(entry, last);
        }
        if (due.size() == TidyAnswer.RECORDS) {
            return Optional.of(last);
        }
        records.floor = records.floor.raised(last.highest, now);
        return Optional.empty();
    }

    private Position visit(Map.Entry<JobId, Tombstone> entry, Position last) {
        Tombstone tombstone = entry.getValue();
        boolean covered = records.floor.covers(tombstone, now);
        if (covered) {
            records.tombstones.remove(entry.getKey());
            purged++;
        }
        long highest = covered ? last.highest : Math.max(last.highest, tombstone.token());
        return new Position(highest, tombstone.buriedAt(), entry.getKey().value());
    }

    /**
     * Where a walk stands.
     *
     * @param highest the highest token of the tombstones so far that have to wait for a higher floor
     * @param buriedAt of the last tombstone that was looked at
     * @param id its id; empty at the beginning
     */
    record Position(long highest, long buriedAt, String id) {
        private static final Position BEGINNING = new Position(0, Long.MIN_VALUE, "");
        private static final Pattern TEXT = Pattern.compile("([0-9]+):(-?[0-9]+):(.+)", Pattern.DOTALL);

        /** What {@link #toString} told; nothing: the beginning. */
        static Optional<Position> read(String text) {
            Matcher parts = TEXT.matcher(text);
            if (parts.matches()) {
                long highest = Long.parseLong(parts.group(1));
                return Optional.of(new Position(highest, Long.parseLong(parts.group(2)), parts.group(3)));
            }
            return text.isEmpty() ? Optional.of(BEGINNING) : Optional.empty();
        }

        private boolean precedes(Map.Entry<JobId, Tombstone> entry) {
            long other = entry.getValue().buriedAt();
            return other > buriedAt
                    || (other == buriedAt && (id.isEmpty() || entry.getKey().compareTo(new JobId(id)) > 0));
        }

        @Override
        public String toString() {
            return highest + ":" + buriedAt + ":" + id;
        }
    }
}
