package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.millis;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.MongoLeaseStore.META;

import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.TokenFloor;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;

/** The token floor of R18, one record. */
final class MongoFloor {
    private static final List<BsonDocument> READ = Form.pipeline("""
            [{$match: {_id: "floor"}}, {$addFields: {now: "$$NOW"}}]""").stages(Map.of());

    /** Never while it hasn't stood long enough: what it covers would have to wait anew. */
    private static final Form IF_LOWER = Form.of("""
            {_id: "floor", token: {$lt: ":highest"}, $expr: {$lte: [{$add: ["$raisedAt", ":standing"]}, "$$NOW"]}}""");

    private static final Form RAISE = Form.of("""
            {$set: {token: ":highest"}, $currentDate: {raisedAt: true}}""");

    private MongoFloor() {}

    static TokenFloor read(Call call) {
        BsonDocument record = record(call);
        return new TokenFloor(number(record, "token"), millis(record, "raisedAt"));
    }

    /** The token up to which tombstones may go by now; -1: none may. */
    static long covered(Call call) {
        BsonDocument record = record(call);
        TokenFloor floor = new TokenFloor(number(record, "token"), millis(record, "raisedAt"));
        return floor.stands(millis(record, Fields.NOW)) ? floor.token() : -1;
    }

    static void raise(Call call, long highest) {
        if (highest > 0) {
            call.updateOne(
                    META,
                    IF_LOWER.with(Map.of("highest", highest, "standing", TokenFloor.STANDING.toMillis())),
                    RAISE.with(Map.of("highest", highest)));
        }
    }

    private static BsonDocument record(Call call) {
        return call.aggregate(META, READ).stream().findFirst().orElseThrow(() -> missing(call));
    }

    /** Without it nobody can tell which tokens were given. */
    static StoreRejected missing(Call call) {
        return new StoreRejected(
                call.what() + ": the namespace has no token floor; prepare(CREATE) makes it, by a user who may write");
    }
}
