package io.leasehold.redis;

import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.Connection;

/**
 * Disconnects whoever is over time. A socket's own time-out is for each piece of an answer, and there is none for sending: a server that
 * is frozen takes in as much of a large request as its buffers hold, and blocks the rest for ever (R22). One thread; thread-safe.
 */
final class Watch implements AutoCloseable {
    private final ScheduledThreadPoolExecutor clock;

    Watch() {
        clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "leasehold-redis-watch");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Watches the use of a connection from now on, until it is over. */
    Use begin(Connection connection, Budget budget) {
        AtomicBoolean over = new AtomicBoolean();
        var task = clock.schedule(() -> expire(connection, over), budget.leftMillis() + 1L, TimeUnit.MILLISECONDS);
        return () -> {
            task.cancel(false);
            if (!over.compareAndSet(false, true)) {
                connection.setBroken();
            }
        };
    }

    private static void expire(Connection connection, AtomicBoolean over) {
        if (over.compareAndSet(false, true)) {
            try {
                connection.forceDisconnect();
            } catch (IOException e) {
                connection.setBroken();
            }
        }
    }

    /** The use of a connection. */
    interface Use extends AutoCloseable {
        /** It is over; one that was disconnected meanwhile is of no further use. */
        @Override
        void close();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
