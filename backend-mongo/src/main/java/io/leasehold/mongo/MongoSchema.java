package io.leasehold.mongo;

import static io.leasehold.mongo.MongoLeaseStore.JOBS;
import static io.leasehold.mongo.MongoLeaseStore.META;
import static io.leasehold.mongo.MongoLeases.LEASES;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;

/**
 * The schema of R24: indexes under names of our own, the token floor, and last the schema's number. Each step may be repeated, and many
 * instances may take them at once. Collections come to be with their first index or record.
 */
final class MongoSchema {
    /** The schema that this code was written for; it runs on the next one too. */
    static final int NUMBER = 1;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** By collection; what each one serves is told at {@link MongoLeaseStore}. */
    private static final Map<String, List<Index>> INDEXES = new TreeMap<>(Map.of(
            LEASES,
            List.of(new Index("standing", "{ended: 1, drained: 1, _id: 1}")),
            JOBS,
            List.of(
                    new Index("claimable", "{owner: 1, wish: 1, status: 1, type: 1, version: 1, slot: 1, _id: 1}"),
                    new Index("owned", "{owner: 1, _id: 1, token: 1, wish: 1, claim: 1}"),
                    new Index("status", "{status: 1, _id: 1}"),
                    new Index("finished", "{finishedAt: 1}"),
                    new Index("buried", "{buriedAt: 1, _id: 1}"))));

    private static final Form RECORD = Form.of("""
            {_id: ":id"}""");

    private static final Form UNLESS_THERE = Form.of("""
            {$setOnInsert: ":record"}""");

    private final Calls calls;
    private final String namespace;

    MongoSchema(Calls calls, String namespace) {
        this.calls = calls.within(LIMIT);
        this.namespace = namespace;
    }

    /** An index by name and keys. */
    private record Index(String name, String keys) {
        IndexModel model() {
            return new IndexModel(fields(), new IndexOptions().name(name));
        }

        BsonDocument fields() {
            return BsonDocument.parse(keys);
        }

        boolean is(BsonDocument other) {
            return other.getString("name").getValue().equals(name)
                    && List.copyOf(other.getDocument("key").keySet()).equals(List.copyOf(fields().keySet()));
        }
    }

    void prepare(PrepareMode mode) {
        if (mode != PrepareMode.NONE) {
            calls.call("prepare(" + mode + ")", call -> {
                if (mode == PrepareMode.CREATE) {
                    create(call);
                }
                validate(call);
                return true;
            });
        }
    }

    private static void create(Call call) {
        INDEXES.forEach((collection, indexes) -> call.change(
                collection,
                Sent.MANY_RECORDS,
                records ->
                        records.createIndexes(indexes.stream().map(Index::model).toList()),
                made -> true));
        make(call, "floor", Fields.of("token", 0L, "raisedAt", new BsonDateTime(0)));
        make(call, "bell", Fields.of("rung", 0L));
        make(call, "schema", Fields.of("number", NUMBER));
    }

    private static void make(Call call, String id, BsonDocument record) {
        call.upsert(META, RECORD.with(Map.of("id", id)), UNLESS_THERE.with(Map.of("record", record)));
    }

    private void validate(Call call) {
        long found = call.first(META, RECORD.with(Map.of("id", "schema")))
                .map(schema -> Fields.number(schema, "number"))
                .orElseThrow(() -> new StoreRejected("the namespace " + namespace
                        + " has no schema; prepare(CREATE) makes it, by a user who may create indexes"));
        if (found != NUMBER && found != NUMBER + 1) {
            throw new StoreRejected("the namespace " + namespace + " has schema " + found + ", but this code runs on "
                    + NUMBER + " and " + (NUMBER + 1) + ": use the release that made it, or another namespace");
        }
        INDEXES.forEach((collection, indexes) -> validate(call, collection, indexes));
    }

    private static void validate(Call call, String collection, List<Index> indexes) {
        List<BsonDocument> present = call.read(
                collection, records -> records.listIndexes(BsonDocument.class).into(new ArrayList<>()));
        String name = call.fullName(collection);
        if (present.stream().anyMatch(MongoSchema::collated)) {
            throw new StoreRejected(
                    "the collection " + name + " must have no collation, for ids are compared byte by byte,"
                            + " but was made with one; drop it, or choose another namespace");
        }
        for (Index index : indexes) {
            if (present.stream().noneMatch(index::is)) {
                throw new StoreRejected("the collection " + name + " has no index " + index.name + " on "
                        + index.fields() + "; prepare(CREATE) makes it, by a user who may create indexes");
            }
        }
    }

    /** An index has the collation of its collection, unless it says otherwise. */
    private static boolean collated(BsonDocument index) {
        return index.containsKey("collation");
    }
}
