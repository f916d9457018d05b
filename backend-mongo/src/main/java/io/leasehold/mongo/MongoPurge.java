package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.millis;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import io.leasehold.store.TidyAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;

/**
 * One step of the walk over the tombstones past their retention, oldest first (R18): those that the token floor covers go; the highest
 * token of the others is carried along, and the floor raised to it at the end of the walk. The floor only rises, so one that was read a
 * moment ago covers no more than the present one.
 */
final class MongoPurge {
    private static final Form DUE = Form.pipeline("""
            [{$match: {$or: [{buriedAt: {$gt: ":at"}}, {buriedAt: ":at", _id: {$gt: ":job"}}]}},
             {$sort: {buriedAt: 1, _id: 1}}, {$limit: ":most"}, {$project: {token: 1, buriedAt: 1}},
             {$addFields: {now: "$$NOW"}}]""");

    /** Not one that took the place of the one that was read. */
    private static final Form PURGE = Form.of("""
            {_id: {$in: ":jobs"}, deleted: true, token: {$lte: ":covered"}, buriedAt: {$lte: ":latest"}}""");

    private final Call call;
    private final Duration retention;
    private int purged;

    MongoPurge(Call call, Duration retention) {
        this.call = call;
        this.retention = retention;
    }

    int purged() {
        return purged;
    }

    /** Answers where the next step goes on, if the walk isn't through. */
    Optional<Position> step(Position from) {
        long covered = MongoFloor.covered(call);
        List<BsonDocument> due = due(from);
        purge(due, covered);
        Position last = from.behind(due, covered);
        if (due.size() == TidyAnswer.RECORDS) {
            return Optional.of(last);
        }
        MongoFloor.raise(call, last.highest);
        return Optional.empty();
    }

    private List<BsonDocument> due(Position from) {
        return call
                .aggregate(
                        JOBS,
                        DUE.stages(Map.of(
                                "at", new BsonDateTime(from.buriedAt), "job", from.id, "most", TidyAnswer.RECORDS)))
                .stream()
                .filter(tombstone ->
                        millis(tombstone, Fields.NOW) - millis(tombstone, "buriedAt") >= retention.toMillis())
                .toList();
    }

    private void purge(List<BsonDocument> due, long covered) {
        List<String> gone = due.stream()
                .filter(tombstone -> number(tombstone, "token") <= covered)
                .map(tombstone -> text(tombstone, "_id"))
                .toList();
        if (!gone.isEmpty()) {
            long latest = millis(due.get(due.size() - 1), "buriedAt");
            purged += Math.toIntExact(call.deleteMany(
                    JOBS, PURGE.with(Map.of("jobs", gone, "covered", covered, "latest", new BsonDateTime(latest)))));
        }
    }

    /**
     * Where a walk stands.
     *
     * @param highest the highest token of the tombstones so far that have to wait for a higher floor
     * @param buriedAt of the last tombstone that was looked at
     * @param id its id; empty at the beginning
     */
    record Position(long highest, long buriedAt, String id) {
        private static final Position BEGINNING = new Position(0, 0, "");
        private static final Pattern TEXT = Pattern.compile("([0-9]+):([0-9]+):(.+)", Pattern.DOTALL);

        /** What {@link #toString} told; nothing: the beginning. */
        static Optional<Position> read(String text) {
            Matcher parts = TEXT.matcher(text);
            if (parts.matches()) {
                long highest = Long.parseLong(parts.group(1));
                return Optional.of(new Position(highest, Long.parseLong(parts.group(2)), parts.group(3)));
            }
            return text.isEmpty() ? Optional.of(BEGINNING) : Optional.empty();
        }

        private Position behind(List<BsonDocument> due, long covered) {
            if (due.isEmpty()) {
                return this;
            }
            long waiting = due.stream()
                    .mapToLong(tombstone -> number(tombstone, "token"))
                    .filter(token -> token > covered)
                    .max()
                    .orElse(0);
            BsonDocument last = due.get(due.size() - 1);
            return new Position(Math.max(highest, waiting), millis(last, "buriedAt"), text(last, "_id"));
        }

        @Override
        public String toString() {
            return highest + ":" + buriedAt + ":" + id;
        }
    }
}
