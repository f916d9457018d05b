package io.leasehold.jdbc;

import io.leasehold.store.TidyAnswer;
import io.leasehold.store.TokenFloor;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step of the walk over the tombstones past their retention, oldest first (R18): those that the token floor covers go; the highest
 * token of the others is carried along, and the floor raised to it at the end of the walk. Each statement judges by the floor as it finds
 * it, so steps may run at once, late, or twice.
 */
final class JdbcPurge {
    private static final String DUE = """
            /* R18 the oldest first, by the index */
            SELECT id_key, token, buried_at FROM {job}
            WHERE buried_at BETWEEN :from AND {nowOnce} - :retention AND (buried_at > :from OR id_key > :key)
            ORDER BY buried_at, id_key LIMIT :most""";

    private static final String PURGE = """
            /* R18 away with tombstones that a floor covers which has stood long enough; no floor, none goes */
            DELETE FROM {job} WHERE {theseJobs} AND deleted = 1 AND buried_at BETWEEN 1 AND {now} - :retention
              AND token <= (SELECT f.number FROM {meta} f WHERE f.name = 'floor' AND f.raised_at <= {now} - :standing)""";

    private static final String RAISE = """
            /* R18 never while it hasn't stood long enough, for what it covers would have to wait anew */
            UPDATE {meta} SET number = :highest, raised_at = {now}
            WHERE name = 'floor' AND number < :highest AND raised_at <= {now} - :standing""";

    private static final String FLOOR =
            "SELECT number, raised_at, {now} AS now_millis FROM {meta} WHERE name = 'floor'";

    private final Call call;
    private final SqlText text;
    private final Duration retention;
    private int purged;

    JdbcPurge(Call call, SqlText text, Duration retention) {
        this.call = call;
        this.text = text;
        this.retention = retention;
    }

    int purged() {
        return purged;
    }

    /** Answers where the next step goes on, if the walk isn't through. */
    Optional<Position> step(Position from) {
        long covered = covered();
        List<Buried> due = due(from);
        Position last = from;
        for (List<Buried> chunk : Call.chunks(due)) {
            if (last != from && call.late()) {
                return Optional.of(last);
            }
            purge(chunk.stream().filter(buried -> buried.token <= covered).toList());
            last = last.behind(chunk, covered);
        }
        if (due.size() == TidyAnswer.RECORDS) {
            return Optional.of(last);
        }
        raise(last.highest);
        return Optional.empty();
    }

    /** The token up to which tombstones may go by now; which do go is decided by {@link #PURGE}. */
    private long covered() {
        return call.first(text.of(FLOOR), values -> {}, (row, context) -> {
                    var floor = new TokenFloor(row.getLong("number"), row.getLong("raised_at"));
                    return floor.stands(row.getLong("now_millis")) ? floor.token() : -1;
                })
                .orElse(-1L);
    }

    private List<Buried> due(Position from) {
        return call.list(
                text.of(DUE),
                values -> values.bind("from", from.buriedAt)
                        .bind("key", HexFormat.of().parseHex(from.key))
                        .bind("retention", retention.toMillis())
                        .bind("most", TidyAnswer.RECORDS),
                (row, context) -> new Buried(row.getBytes("id_key"), row.getLong("token"), row.getLong("buried_at")));
    }

    private void purge(List<Buried> covered) {
        if (!covered.isEmpty()) {
            purged += call.update(
                    text.of(PURGE),
                    values -> values.bind("retention", retention.toMillis())
                            .bind("standing", TokenFloor.STANDING.toMillis())
                            .bindList(
                                    "keys",
                                    covered.stream().map(buried -> buried.key).toList()));
        }
    }

    private void raise(long highest) {
        if (highest > 0) {
            call.update(
                    text.of(RAISE),
                    values -> values.bind("highest", highest).bind("standing", TokenFloor.STANDING.toMillis()));
        }
    }

    /** A tombstone on the walk. */
    private record Buried(byte[] key, long token, long at) {}

    /**
     * Where a walk stands.
     *
     * @param highest the highest token of the tombstones so far that have to wait for a higher floor
     * @param buriedAt of the last tombstone that was looked at
     * @param key its id, as hexadecimal digits; empty at the beginning
     */
    record Position(long highest, long buriedAt, String key) {
        private static final Position BEGINNING = new Position(0, 1, "");
        private static final Pattern TEXT = Pattern.compile("([0-9]+):([0-9]+):((?:[0-9a-f]{2})+)");

        /** What {@link #toString} told; nothing: the beginning. */
        static Optional<Position> read(String text) {
            Matcher parts = TEXT.matcher(text);
            if (parts.matches()) {
                long highest = Long.parseLong(parts.group(1));
                return Optional.of(new Position(highest, Long.parseLong(parts.group(2)), parts.group(3)));
            }
            return text.isEmpty() ? Optional.of(BEGINNING) : Optional.empty();
        }

        private Position behind(List<Buried> chunk, long covered) {
            long waiting = chunk.stream()
                    .mapToLong(buried -> buried.token)
                    .filter(token -> token > covered)
                    .max()
                    .orElse(0);
            Buried last = chunk.get(chunk.size() - 1);
            return new Position(
                    Math.max(highest, waiting), last.at, HexFormat.of().formatHex(last.key));
        }

        @Override
        public String toString() {
            return highest + ":" + buriedAt + ":" + key;
        }
    }
}
