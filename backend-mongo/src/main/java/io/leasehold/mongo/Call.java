package io.leasehold.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.UpdateResult;
import io.leasehold.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One call of the store: its commands, one after the other. It remembers whether anything may have changed, which decides what trouble
 * means (R21), and begins nothing once nobody waits for it any more. Collections are named without their namespace. Used by one thread;
 * another one may give it up.
 */
final class Call {
    private final String what;
    private final Database database;
    private final MongoTrouble trouble;
    private final Budget budget;
    private boolean changed;
    private boolean over;

    Call(String what, Database database, MongoTrouble trouble, Budget budget) {
        this.what = what;
        this.database = database;
        this.trouble = trouble;
        this.budget = budget;
    }

    String what() {
        return what;
    }

    /** How a collection is called in the database, for those that name it within a pipeline. */
    String fullName(String collection) {
        return database.fullName(collection);
    }

    /** Reads records, in one batch where they fit into one. */
    List<BsonDocument> find(String collection, Bson filter, UnaryOperator<FindIterable<BsonDocument>> how) {
        return read(
                collection,
                records -> how.apply(database.limited(records.find(filter))).into(new ArrayList<>()));
    }

    /** Reads the one record there is, if any. */
    Optional<BsonDocument> first(String collection, Bson filter) {
        return find(collection, filter, records -> records.limit(1)).stream().findFirst();
    }

    List<BsonDocument> aggregate(String collection, List<? extends Bson> pipeline) {
        return read(
                collection,
                records -> database.limited(records.aggregate(pipeline)).into(new ArrayList<>()));
    }

    /** Anything else that only asks. */
    <T> T read(String collection, Function<MongoCollection<BsonDocument>, T> question) {
        return asked(() -> question.apply(database.collection(collection, budget)));
    }

    /** The same of the servers as a whole. */
    Document command(Bson question) {
        return asked(() -> database.whole(budget).runCommand(question));
    }

    private <T> T asked(Supplier<T> question) {
        begin(false);
        try {
            return question.get();
        } catch (MongoException | IllegalStateException e) {
            throw trouble.failed(what, e, mayHaveChanged());
        }
    }

    /** Makes a record; answers whether it is new. */
    boolean insert(String collection, BsonDocument record) {
        return unlessThere(collection, records -> records.insertOne(record).wasAcknowledged());
    }

    /** Changes the one record that matches; answers whether there was one. */
    boolean updateOne(String collection, Bson filter, Bson update) {
        return change(collection, Sent.ONE_RECORD, records -> records.updateOne(filter, update), Call::matched)
                        .getMatchedCount()
                > 0;
    }

    /**
     * The same, or makes the record from the filter and the update; answers whether either happened. It didn't if there is a record of
     * this key that the filter doesn't match.
     */
    boolean upsert(String collection, Bson filter, Bson update) {
        UpdateOptions options = new UpdateOptions().upsert(true);
        return unlessThere(collection, records -> matched(records.updateOne(filter, update, options)));
    }

    private boolean unlessThere(String collection, Predicate<MongoCollection<BsonDocument>> command) {
        try {
            return attempt(collection, () -> Sent.ONE_RECORD, command::test, made -> made);
        } catch (MongoException | IllegalStateException e) {
            if (trouble.meaning(e) == Meaning.DUPLICATE) {
                return false;
            }
            throw trouble.failed(what, e, mayHaveChanged());
        }
    }

    /** Changes all records that match; answers how many did. */
    long updateMany(String collection, Bson filter, Bson update) {
        return change(collection, Sent.MANY_RECORDS, records -> records.updateMany(filter, update), Call::matched)
                .getMatchedCount();
    }

    /** Changes the one record that matches and answers it, before or after. */
    Optional<BsonDocument> findOneAndUpdate(
            String collection, Bson filter, Bson update, FindOneAndUpdateOptions options) {
        return change(
                collection,
                Sent.ONE_RECORD,
                records -> Optional.ofNullable(records.findOneAndUpdate(filter, update, options)),
                Optional::isPresent);
    }

    /** Deletes the one record that matches; answers whether there was one. */
    boolean deleteOne(String collection, Bson filter) {
        return change(
                collection,
                Sent.ONE_RECORD,
                records -> records.deleteOne(filter).getDeletedCount() > 0,
                deleted -> deleted);
    }

    /** Deletes all records that match; answers how many did. */
    long deleteMany(String collection, Bson filter) {
        return change(
                collection,
                Sent.MANY_RECORDS,
                records -> records.deleteMany(filter).getDeletedCount(),
                deleted -> deleted > 0);
    }

    /**
     * Runs changes in any order, and answers what they came to together. Which of them matched isn't said; one that met a record of its
     * key that it doesn't match changed nothing.
     */
    BulkWriteResult bulk(String collection, List<? extends WriteModel<BsonDocument>> changes) {
        BulkWriteOptions anyOrder = new BulkWriteOptions().ordered(false);
        return told(
                collection,
                () -> BulkSize.of(changes),
                records -> {
                    try {
                        return records.bulkWrite(changes, anyOrder);
                    } catch (MongoBulkWriteException e) {
                        return onlyDuplicates(e);
                    }
                },
                result -> !MongoTrouble.untouched(result));
    }

    private static BulkWriteResult onlyDuplicates(MongoBulkWriteException e) {
        if (e.getWriteConcernError() == null
                && !e.getWriteErrors().isEmpty()
                && e.getWriteErrors().stream().allMatch(error -> Meaning.of(error.getCode()) == Meaning.DUPLICATE)) {
            return e.getWriteResult();
        }
        throw e;
    }

    private static boolean matched(UpdateResult result) {
        return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
    }

    /**
     * Anything else that changes something.
     *
     * @param sent what is sent at most
     * @param changes whether it did, by its answer
     */
    <T> T change(
            String collection, Sent sent, Function<MongoCollection<BsonDocument>, T> command, Predicate<T> changes) {
        return told(collection, () -> sent, command, changes);
    }

    private <T> T told(
            String collection,
            Supplier<Sent> sent,
            Function<MongoCollection<BsonDocument>, T> command,
            Predicate<T> changes) {
        try {
            return attempt(collection, sent, command, changes);
        } catch (MongoException | IllegalStateException e) {
            throw trouble.failed(what, e, mayHaveChanged());
        }
    }

    private <T> T attempt(
            String collection,
            Supplier<Sent> sent,
            Function<MongoCollection<BsonDocument>, T> command,
            Predicate<T> changes) {
        boolean before = begin(true);
        try {
            T answer = command.apply(database.collection(collection, budget));
            settle(before || changes.test(answer));
            return answer;
        } catch (MongoException | IllegalStateException e) {
            settle(before || !trouble.surelyNotApplied(e, database.sent(sent.get())));
            throw e;
        }
    }

    /** Whether a walk in bounded steps had better end here and go on in another call. */
    boolean late() {
        return budget.halfSpent();
    }

    /** From here on a command is on its way, unless nobody waits for it any more; answers whether anything may have changed before. */
    private synchronized boolean begin(boolean changing) {
        if (over || budget.spent()) {
            throw trouble.late(what, changed);
        }
        boolean before = changed;
        changed |= changing;
        return before;
    }

    private synchronized void settle(boolean mayHaveChanged) {
        changed = mayHaveChanged;
    }

    private synchronized boolean mayHaveChanged() {
        return changed;
    }

    /** Nobody waits for it any more: it begins nothing from now on. Answers what that means. */
    synchronized StoreException givenUp() {
        over = true;
        return trouble.late(what, changed);
    }
}
