package io.leasehold.mongo;

import static io.leasehold.mongo.MongoLeaseStore.META;

import com.mongodb.client.model.UpdateOptions;
import org.bson.BsonDocument;

/** The bell of R20: one record of its own. */
final class MongoBell {
    private static final BsonDocument BELL = Form.of("""
            {_id: "bell"}""").alone();

    private static final BsonDocument RING = Form.of("""
            {$inc: {rung: 1}}""").alone();

    private final Calls calls;

    MongoBell(Calls calls) {
        this.calls = calls;
    }

    long bell() {
        return calls.call(
                "bell",
                call -> call.first(META, BELL)
                        .map(bell -> Fields.number(bell, "rung"))
                        .orElse(0L));
    }

    /** Made if it isn't there: {@code prepare} makes it, but nothing rests on that. */
    void ring() {
        calls.call(
                "ring",
                call -> call.change(
                        META,
                        Sent.ONE_RECORD,
                        records -> records.updateOne(BELL, RING, new UpdateOptions().upsert(true)),
                        rung -> true));
    }
}
