package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the walk over the tombstones past their retention, oldest first (R18): those that the floor covers go for good, on the
 * condition that they are as they were read; what would cover the others is carried along, and the floor raised to it at the end of
 * the walk.
 */
final class RecordPurge {
    private final Call call;
    private final Jobs jobs;
    private final Index index;
    private final RecordFloor floor;
    private int purged;

    RecordPurge(Call call, Jobs jobs, Index index, RecordFloor floor) {
        this.call = call;
        this.jobs = jobs;
        this.index = index;
        this.floor = floor;
    }

    int purged() {
        return purged;
    }

    /** Answers where the next step goes on, if the walk isn't through. */
    Optional<Position> step(Position from, Duration retention) {
        FloorValue standing = floor.seen(call);
        List<IndexEntry> due = due(from, retention);
        Position last = from;
        for (IndexEntry entry : due) {
            if (last != from && call.late()) {
                return Optional.of(last);
            }
            last = visit(entry, standing, last);
        }
        if (due.size() == TidyAnswer.RECORDS) {
            return Optional.of(last);
        }
        floor.raise(call, last.wanted);
        return Optional.empty();
    }

    private List<IndexEntry> due(Position from, Duration retention) {
        long before = call.now() - retention.toMillis();
        return before < 0 ? List.of() : index.range(call, from.next(), Family.buried(before + 1), TidyAnswer.RECORDS);
    }

    private Position visit(IndexEntry entry, FloorValue standing, Position last) {
        FloorValue wanted = last.wanted;
        Optional<JobValue.Read> read = index.confirmed(call, entry);
        if (read.isPresent() && read.get().value() instanceof JobValue.Buried buried) {
            if (standing.covers(buried, call.now())) {
                purged += jobs.remove(call, read.get()) ? 1 : 0;
            } else {
                wanted = wanted.covering(buried);
            }
        }
        return new Position(wanted, entry.key());
    }

    /**
     * Where a walk stands.
     *
     * @param wanted what would cover the tombstones so far that have to wait for a higher floor
     * @param key of the last entry that was looked at; empty at the beginning
     */
    record Position(FloorValue wanted, String key) {
        private static final Position BEGINNING = new Position(FloorValue.NONE, "");
        private static final Pattern TEXT = Pattern.compile("([0-9]+):([0-9]+):(t-[0-9a-z-]+)");

        /** What {@link #toString} told; nothing: the beginning. */
        static Optional<Position> read(String text) {
            Matcher parts = TEXT.matcher(text);
            if (parts.matches()) {
                long token = Long.parseLong(parts.group(1));
                long change = Long.parseLong(parts.group(2));
                return Optional.of(
                        new Position(new FloorValue(token, change, Optional.empty(), Bytes.EMPTY), parts.group(3)));
            }
            return text.isEmpty() ? Optional.of(BEGINNING) : Optional.empty();
        }

        /** The first key behind. */
        private String next() {
            return key.isEmpty() ? Family.buried(0) : key + '-';
        }

        @Override
        public String toString() {
            return wanted.token() + ":" + wanted.change() + ":" + key;
        }
    }
}
