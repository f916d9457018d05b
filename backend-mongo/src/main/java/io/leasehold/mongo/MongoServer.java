package io.leasehold.mongo;

import static io.leasehold.mongo.MongoLeases.LEASES;

import com.mongodb.MongoCommandException;
import com.mongodb.connection.ClusterType;
import io.leasehold.store.StoreException.StoreRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * What the servers say of themselves (R24), without any privilege.
 *
 * @param version as they tell it
 * @param warnings what a user should hear
 */
record MongoServer(String version, List<String> warnings) {
    private static final String STANDALONE =
            "one server without replicas: what is lost with its disk is lost, and while it is down"
                    + " nobody's lease is renewed; use a replica set of three";
    private static final String SHARDED =
            "a sharded cluster: times are set by a shard and compared by a router, so their clocks must"
                    + " agree to within the guard; don't shard the namespace's collections";

    /** Every form that compares times needs it, and what only speaks MongoDB's protocol may lack it. */
    private static final BsonDocument NEEDS_NOW = Form.of("""
            {$expr: {$lte: ["$at", "$$NOW"]}}""").alone();

    /** How others say so. */
    private static final Set<Integer> UNKNOWN_VARIABLE = Set.of(17276, 168, 303, 304, 305, 40324);

    private static final String LOOK_ALIKE = "opening the store was rejected: what answers as MongoDB %s knows no $$NOW"
            + " (%s); it takes MongoDB 4.2 or newer itself, not another that speaks its protocol";

    /** Asks; for whoever opens the store. */
    static MongoServer asked(Clients clients) {
        return clients.opening().call("opening the store", call -> {
            String version = call.command(new Document("buildInfo", 1)).getString("version");
            probe(call, clients.trouble());
            return new MongoServer(
                    version, warnings(clients.client().getClusterDescription().getType()));
        });
    }

    private static void probe(Call call, MongoTrouble trouble) {
        call.read(LEASES, leases -> {
            try {
                return Optional.ofNullable(leases.find(NEEDS_NOW).limit(1).first());
            } catch (MongoCommandException e) {
                if (lacksNow(e)) {
                    throw new StoreRejected(LOOK_ALIKE.formatted(trouble.where(), trouble.reason(e)));
                }
                throw e;
            }
        });
    }

    private static boolean lacksNow(MongoCommandException answered) {
        return Meaning.of(answered.getErrorCode()) == Meaning.NOT_ABLE
                || UNKNOWN_VARIABLE.contains(answered.getErrorCode());
    }

    private static List<String> warnings(ClusterType type) {
        List<String> warnings = new ArrayList<>();
        if (type == ClusterType.STANDALONE) {
            warnings.add(STANDALONE);
        } else if (type == ClusterType.SHARDED || type == ClusterType.LOAD_BALANCED) {
            warnings.add(SHARDED);
        }
        return warnings;
    }
}
