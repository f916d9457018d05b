package io.leasehold.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Whether the driver sends a bulk write as one command. Of several, the first may have been applied when the second is refused. */
final class BulkSize {
    /** Servers take 100,000 statements and 48 MB. */
    private static final int MOST_STATEMENTS = 10_000;

    private static final long MOST_BYTES = 40_000_000;

    private BulkSize() {}

    static Sent of(List<? extends WriteModel<BsonDocument>> changes) {
        boolean alike = changes.stream().map(Object::getClass).distinct().count() <= 1;
        return alike && changes.size() <= MOST_STATEMENTS && bytes(changes) <= MOST_BYTES
                ? Sent.MANY_RECORDS
                : Sent.SEVERAL_COMMANDS;
    }

    private static long bytes(List<? extends WriteModel<BsonDocument>> changes) {
        return changes.stream().mapToLong(BulkSize::bytes).sum();
    }

    private static long bytes(WriteModel<BsonDocument> change) {
        if (change instanceof UpdateOneModel<BsonDocument> update) {
            return bytes(update.getFilter()) + bytes(update.getUpdate());
        } else if (change instanceof InsertOneModel<BsonDocument> insert) {
            return bytes(insert.getDocument());
        }
        return MOST_BYTES + 1;
    }

    private static long bytes(@Nullable Bson part) {
        return part == null
                ? 0
                : new RawBsonDocument(
                                part.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry()),
                                new BsonDocumentCodec())
                        .getByteBuffer()
                        .remaining();
    }
}
