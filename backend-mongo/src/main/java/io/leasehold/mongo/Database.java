package io.leasehold.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;

/**
 * The collections of a namespace, read and written at a majority of the servers, journaled, whatever the client is set to. Thread-safe.
 *
 * @param database of this client, with our concerns
 * @param namespace before each collection's name
 * @param maxTimeMillis how long the server may take over a reading
 * @param bounded whether the driver's time-out for a whole operation is used, because the client has none of ours
 * @param repeats whether the client may repeat a change by itself
 */
record Database(MongoDatabase database, String namespace, long maxTimeMillis, boolean bounded, boolean repeats) {
    /** Everything asks for more than it will get, so that an answer is one batch wherever it fits into one. */
    private static final int ONE_BATCH = 100_000;

    /** Of a client that we made. */
    static Database own(MongoDatabase database, StoreOptions options) {
        return new Database(
                concerned(database, options.callTimeout()),
                options.namespace(),
                patience(options.callTimeout()),
                false,
                false);
    }

    /** Of a user's client, whose time-outs and retries are the user's. */
    static Database users(MongoDatabase database, StoreOptions options) {
        return new Database(
                concerned(database, options.callTimeout()),
                options.namespace(),
                patience(options.callTimeout()),
                true,
                true);
    }

    private static MongoDatabase concerned(MongoDatabase database, Duration callTimeout) {
        return database.withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .withWriteConcern(WriteConcern.MAJORITY
                        .withJournal(true)
                        .withWTimeout(patience(callTimeout), TimeUnit.MILLISECONDS))
                .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry());
    }

    /** How long a server may take over one command: less than its answer is waited for. */
    static long patience(Duration callTimeout) {
        return Budget.tenths(callTimeout, 3);
    }

    /** The same for calls that may take longer than the client's time-outs. */
    Database forLongCalls() {
        return new Database(database, namespace, maxTimeMillis, true, repeats);
    }

    /** How it is called in the database. */
    String fullName(String collection) {
        return namespace + "_" + collection;
    }

    /** For one operation, which ends within the budget. */
    MongoCollection<BsonDocument> collection(String name, Budget budget) {
        return whole(budget).getCollection(fullName(name), BsonDocument.class);
    }

    /** The same of all collections. */
    MongoDatabase whole(Budget budget) {
        return bounded ? database.withTimeout(Math.max(1, budget.leftMillis()), TimeUnit.MILLISECONDS) : database;
    }

    /** What this client may have sent, when it was asked for this. */
    Sent sent(Sent asked) {
        return repeats && asked == Sent.ONE_RECORD ? Sent.ONE_RECORD_PERHAPS_TWICE : asked;
    }

    FindIterable<BsonDocument> limited(FindIterable<BsonDocument> find) {
        FindIterable<BsonDocument> whole = find.batchSize(ONE_BATCH);
        return bounded ? whole : whole.maxTime(maxTimeMillis, TimeUnit.MILLISECONDS);
    }

    AggregateIterable<BsonDocument> limited(AggregateIterable<BsonDocument> aggregate) {
        AggregateIterable<BsonDocument> whole = aggregate.batchSize(ONE_BATCH);
        return bounded ? whole : whole.maxTime(maxTimeMillis, TimeUnit.MILLISECONDS);
    }
}
