package io.leasehold.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;

/**
 * So many connections at most, lent to one call each; the one that came back last is lent first. Whoever gives one back never makes
 * another, and waits for nothing (R22). Thread-safe.
 */
final class Connections implements AutoCloseable {
    private final PooledObjectFactory<Connection> factory;
    private final Semaphore free;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(PooledObjectFactory<Connection> factory, int most) {
        this.factory = factory;
        this.free = new Semaphore(most, true);
    }

    /**
     * Waits at most so long for one to be free, and makes it if none is idle.
     *
     * @throws NoSuchElementException if none came free
     * @throws IllegalStateException if this has been closed
     * @throws Exception if none could be made
     */
    Connection take(Duration wait) throws Exception {
        if (!free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new NoSuchElementException("none came free");
        }
        boolean taken = false;
        try {
            Connection present = lastIdle();
            Connection lent = present == null ? factory.makeObject().getObject() : present;
            taken = true;
            return lent;
        } finally {
            if (!taken) {
                free.release();
            }
        }
    }

    private synchronized @Nullable Connection lastIdle() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        return idle.pollLast();
    }

    /** Takes one back; one that is broken is dropped. Throws nothing, for what its call came to is known by now. */
    void giveBack(Connection connection) {
        if (connection.isBroken() || !ready(connection) || !kept(connection)) {
            drop(connection);
        }
        free.release();
    }

    /** Some clients exchange a login that ran out here. */
    private boolean ready(Connection connection) {
        PooledObject<Connection> pooled = new DefaultPooledObject<>(connection);
        try {
            factory.passivateObject(pooled);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private synchronized boolean kept(Connection connection) {
        if (!closed) {
            idle.addLast(connection);
        }
        return !closed;
    }

    /** Drops those that aren't lent. */
    void clear() {
        List<Connection> dropped;
        synchronized (this) {
            dropped = List.copyOf(idle);
            idle.clear();
        }
        dropped.forEach(Connections::drop);
    }

    private static void drop(Connection connection) {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            connection.setBroken();
        }
    }

    /** Those that are lent are dropped when they come back. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        clear();
    }
}
