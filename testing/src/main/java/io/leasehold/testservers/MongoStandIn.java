package io.leasehold.testservers;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A stand-in that speaks MongoDB's protocol and keeps records in this process's memory. It is laxer than MongoDB and knows no concerns,
 * sessions, privileges or indexes. Needs the jar de.bwaldvogel:mongo-java-server.
 */
public final class MongoStandIn implements AutoCloseable {
    private final MongoServer server = new MongoServer(oneAtATime(new MemoryBackend()));

    private MongoStandIn() {
        server.enableOplog();
        server.bind("127.0.0.1", 0);
    }

    /** Starts one on a free port of this machine. */
    public static MongoStandIn started() {
        return new MongoStandIn();
    }

    /** Where it is. */
    public String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
    }

    /**
     * One request at a time, and each answer is a copy: the server writes answers down after it has given up its lock, so that one would
     * hold what a later request made of the record.
     */
    private static MongoBackend oneAtATime(MongoBackend backend) {
        Object lock = new Object();
        return (MongoBackend) Proxy.newProxyInstance(
                MongoStandIn.class.getClassLoader(),
                new Class<?>[] {MongoBackend.class},
                (proxy, method, arguments) -> {
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

    @Override
    public void close() {
        server.shutdownNow();
    }
}
