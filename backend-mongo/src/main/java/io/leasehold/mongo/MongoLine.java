package io.leasehold.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.push.Line;
import io.leasehold.store.push.Subscriptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/** The bell's collection, by a change stream. The driver goes on by itself after a short gap; after any other the stream begins anew. */
final class MongoLine implements Line {
    /** Beside the bell, hardly anything changes in that collection; a ring too many does no harm. */
    private static final List<BsonDocument> CHANGES =
            Form.pipeline("[{$project: {documentKey: 1}}]").stages(Map.of());

    /** Servers that have no change streams, at all or for this user: 13 no right, 40573 a standalone, 9 and 115 not known. */
    private static final List<Integer> NEVER = List.of(13, 40573, 9, 115);

    private final Database database;
    private final MongoTrouble trouble;
    private final long patienceMillis;

    private MongoLine(Database database, MongoTrouble trouble, Duration callTimeout) {
        this.database = database;
        this.trouble = trouble;
        this.patienceMillis = Budget.tenths(callTimeout, 2);
    }

    /** Nobody yet hears this bell. */
    static Subscriptions subscriptions(Clients clients, StoreOptions options) {
        MongoTrouble trouble = clients.trouble();
        return new Subscriptions(
                "leasehold-mongo-bell",
                "MongoDB " + trouble.where(),
                new MongoLine(clients.database(), trouble, options.callTimeout()),
                options.callTimeout());
    }

    @Override
    public Optional<Ear> open() {
        try {
            return Optional.of(new MongoEar(
                    database.database()
                            .getCollection(database.fullName(MongoLeaseStore.META), BsonDocument.class)
                            .watch(CHANGES)
                            .maxAwaitTime(patienceMillis, TimeUnit.MILLISECONDS)
                            .cursor(),
                    trouble));
        } catch (MongoException e) {
            if (NEVER.contains(e.getCode())) {
                return Optional.empty();
            }
            throw trouble.failed("subscribe", e, false);
        }
    }

    private record MongoEar(MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> events, MongoTrouble trouble)
            implements Ear {
        /** Each answer holds what came meanwhile, or nothing. */
        @Override
        public boolean hears() {
            try {
                return events.tryNext() != null;
            } catch (MongoException e) {
                throw trouble.failed("subscribe", e, false);
            }
        }

        /** What is under way ends within the patience of one question. */
        @Override
        public void hangUp() {}

        @Override
        public void close() {
            events.close();
        }
    }
}
