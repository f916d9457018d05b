package io.leasehold.redis;

import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import java.time.Duration;
import org.apache.commons.pool2.PooledObjectFactory;
import redis.clients.jedis.Connection;

/**
 * The store's connections: those of heartbeats, which never wait for one that another call uses; all others; and single ones for
 * listening. Thread-safe.
 */
final class ConnectionSource implements AutoCloseable {
    private static final int HEARTBEATS = 2;
    private static final int OTHERS = 16;

    private final PooledObjectFactory<Connection> factory;
    private final RedisTrouble trouble;
    private final int replicas;
    private final Connections heartbeats;
    private final Connections others;
    private final Watch watch = new Watch();

    /**
     * @param replicas how many must have what a call changed before it is answered
     */
    ConnectionSource(PooledObjectFactory<Connection> factory, RedisTrouble trouble, int replicas) {
        this.factory = factory;
        this.trouble = trouble;
        this.replicas = replicas;
        this.heartbeats = new Connections(factory, HEARTBEATS);
        this.others = new Connections(factory, OTHERS);
    }

    Connections heartbeats() {
        return heartbeats;
    }

    Connections others() {
        return others;
    }

    int replicas() {
        return replicas;
    }

    Watch watch() {
        return watch;
    }

    RedisTrouble trouble() {
        return trouble;
    }

    /** A connection of the caller's own, to close when it is no longer needed. */
    Connection single(String call) {
        try {
            return factory.makeObject().getObject();
        } catch (Exception e) {
            throw trouble.noConnection(call, e);
        }
    }

    /** One of a pool, within this time and what it takes to make one. */
    Connection taken(Connections pool, String call, Duration wait) {
        try {
            return pool.take(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trouble.noConnection(call, e);
        } catch (IllegalStateException e) {
            throw closed(call, e);
        } catch (Exception e) {
            throw trouble.noConnection(call, e);
        }
    }

    /**
     * Gives one back; throws nothing, for what the call came to is known by now. With a connection that broke, all go that idle:
     * most likely the server closed them too.
     */
    void giveBack(Connections pool, Connection connection) {
        pool.giveBack(connection);
        if (connection.isBroken()) {
            heartbeats.clear();
            others.clear();
        }
    }

    private static StoreException closed(String call, IllegalStateException e) {
        return new StoreUnavailable(call + " was not sent: the store has been closed", e);
    }

    @Override
    public void close() {
        heartbeats.close();
        others.close();
        watch.close();
    }
}
