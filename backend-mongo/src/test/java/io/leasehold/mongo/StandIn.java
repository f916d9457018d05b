package io.leasehold.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.MongoStandIn;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server that all these tests share: the one that {@code LEASEHOLD_TEST_MONGODB_URI} names, or else a
 * {@link MongoStandIn}.
 */
final class StandIn {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private StandIn() {}

    /** Started when it is first asked for. */
    private static final class Shared {
        private static final String SERVERS =
                GivenServer.MONGODB.uri().orElseGet(() -> MongoStandIn.started().uri());
    }

    /** Whether it is no MongoDB, and can't be asked for what only MongoDB does. */
    static boolean isStandIn() {
        return GivenServer.MONGODB.uri().isEmpty();
    }

    /** The servers' URI, which may name a database of its own. */
    static String servers() {
        return Shared.SERVERS;
    }

    /** A database that nobody has used. */
    static String freshDatabase() {
        return "leasehold_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    }

    /** The same servers with this database. */
    static String uri(String database) {
        return uri(servers(), database);
    }

    static String uri(String servers, String database) {
        int options = servers.indexOf('?');
        String bare = options < 0 ? servers : servers.substring(0, options);
        String places = bare.replaceFirst("(://[^/]*).*", "$1");
        return places + "/" + database + (options < 0 ? "" : servers.substring(options));
    }

    /** A client of the tests' own, for what they do behind the store's back. */
    static MongoClient client() {
        return MongoClients.create(servers());
    }
}
