package io.leasehold.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The server that all these tests share: the one that {@code LEASEHOLD_TEST_MONGODB_URI} names, or else a stand-in that speaks MongoDB's
 * protocol and keeps records in memory. It is laxer than MongoDB and knows no concerns, sessions, privileges or indexes.
 */
final class StandIn {
    private static final String OUTSIDE = "LEASEHOLD_TEST_MONGODB_URI";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private StandIn() {}

    /** Started when it is first asked for. */
    private static final class Shared {
        private static final String SERVERS = isStandIn() ? started() : System.getenv(OUTSIDE);
    }

    /** Whether it is no MongoDB, and can't be asked for what only MongoDB does. */
    static boolean isStandIn() {
        return System.getenv(OUTSIDE) == null;
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

    private static String started() {
        MongoServer server = new MongoServer(oneAtATime(new MemoryBackend()));
        server.enableOplog();
        server.bind("127.0.0.1", 0);
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /**
     * One request at a time, and each answer is a copy: the server writes answers down after it has given up its lock, so that one would
     * hold what a later request made of the record.
     */
    private static MongoBackend oneAtATime(MongoBackend backend) {
        Object lock = new Object();
        return (MongoBackend) Proxy.newProxyInstance(
                StandIn.class.getClassLoader(), new Class<?>[] {MongoBackend.class}, (proxy, method, arguments) -> {
                    synchronized (lock) {
                        try {
                            if (arguments != null && arguments[0] instanceof MongoMessage message) {
                                Utf8Order.enter(message.getDocument());
                            }
                            Object answer = method.invoke(backend, arguments);
                            return answer instanceof Document document ? copied(document) : answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }

    private static Document copied(Document answer) {
        Document copy = answer.cloneDeeply();
        Utf8Order.leave(copy);
        return copy;
    }
}
