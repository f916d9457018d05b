package io.leasehold.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** What tests do to a namespace's records behind the store's back, with a client of their own. */
final class Behind implements AutoCloseable {
    private static final List<String> COLLECTIONS = List.of("leases", "jobs", "locks", "meta");

    /** What is told as information, and by no clock judged. */
    private static final String TOLD = "takeovers";

    private final MongoClient client = StandIn.client();
    private final MongoDatabase database;
    private final String namespace;

    Behind(String database, String namespace) {
        this.database = client.getDatabase(database);
        this.namespace = namespace;
    }

    String database() {
        return database.getName();
    }

    MongoCollection<BsonDocument> records(String collection) {
        return database.getCollection(namespace + "_" + collection, BsonDocument.class);
    }

    /** Moves every stored time back. */
    void pass(Duration time) {
        for (String collection : COLLECTIONS) {
            for (BsonDocument record : records(collection).find().into(new ArrayList<>())) {
                BsonDocument moved = moved(record, time.toMillis());
                if (!moved.equals(record)) {
                    records(collection).replaceOne(new BsonDocument("_id", record.get("_id")), moved);
                }
            }
        }
    }

    private static BsonDocument moved(BsonDocument record, long millis) {
        BsonDocument moved = new BsonDocument();
        record.forEach((name, value) -> moved.append(name, name.equals(TOLD) ? value : moved(value, millis)));
        return moved;
    }

    private static BsonValue moved(BsonValue value, long millis) {
        if (value.isDateTime() && value.asDateTime().getValue() != 0) {
            return new BsonDateTime(value.asDateTime().getValue() - millis);
        } else if (value.isDocument()) {
            return moved(value.asDocument(), millis);
        } else if (value.isArray()) {
            return new BsonArray(
                    value.asArray().stream().map(item -> moved(item, millis)).toList());
        }
        return value;
    }

    void lose(LeaseId lease) {
        records("leases").deleteOne(Fields.of("_id", lease.value()));
    }

    void name(JobId job, LeaseId owner) {
        records("jobs").updateOne(Fields.of("_id", job.value()), Fields.of("$set", Fields.of("owner", owner.value())));
    }

    @Override
    public void close() {
        database.drop();
        client.close();
    }
}
