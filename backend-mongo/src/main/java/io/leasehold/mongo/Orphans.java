package io.leasehold.mongo;

import io.leasehold.store.ReadableType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;

/**
 * Which jobs can be claimed by one who reads some types: one branch a type, each complete, so that each is answered from the index
 * {@code claimable} alone. There must be a type, for an empty {@code $or} is refused.
 */
final class Orphans {
    private static final Form RUNNABLE = Form.of("""
            {wish: "RUNNING", status: "READY", type: ":type", version: {$gte: ":oldest", $lte: ":newest"}}""");

    private static final Form OF_OWNERS = Form.of("""
            {owner: {$in: ":owners"}, wish: "RUNNING", status: "READY", type: ":type",
             version: {$gte: ":oldest", $lte: ":newest"}}""");

    private static final Form FROM_SLOT = Form.of("""
            {owner: {$in: ":owners"}, wish: "RUNNING", status: "READY", type: ":type",
             version: {$gte: ":oldest", $lte: ":newest"}, slot: {$gte: ":slot"}}""");

    private Orphans() {}

    /** Whoever owns them. */
    static BsonDocument of(List<ReadableType> types) {
        return any(RUNNABLE, types, Map.of());
    }

    /** Of these owners. */
    static BsonDocument of(Collection<String> owners, List<ReadableType> types) {
        return any(OF_OWNERS, types, Map.of("owners", List.copyOf(owners)));
    }

    /** Of these owners, from this slot on (R9). */
    static BsonDocument from(int slot, Collection<String> owners, List<ReadableType> types) {
        return any(FROM_SLOT, types, Map.of("owners", List.copyOf(owners), "slot", slot));
    }

    private static BsonDocument any(Form branch, List<ReadableType> types, Map<String, ?> values) {
        List<BsonDocument> branches =
                types.stream().map(type -> branch.with(with(type, values))).toList();
        return Fields.of("$or", branches);
    }

    private static Map<String, ?> with(ReadableType type, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("type", type.type());
        all.put("oldest", type.oldest());
        all.put("newest", type.newest());
        return all;
    }
}
