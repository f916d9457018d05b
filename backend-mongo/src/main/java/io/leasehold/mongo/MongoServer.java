package io.leasehold.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ClusterType;
import java.util.ArrayList;
import java.util.List;
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

    /** Asks; for whoever opens the store. */
    static MongoServer asked(Clients clients) {
        return clients.others().call("opening the store", call -> {
            try {
                MongoDatabase admin = clients.client().getDatabase("admin");
                String version = admin.runCommand(new Document("buildInfo", 1)).getString("version");
                return new MongoServer(
                        version,
                        warnings(clients.client().getClusterDescription().getType()));
            } catch (MongoException | IllegalStateException e) {
                throw clients.trouble().failed("opening the store", e, false);
            }
        });
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
