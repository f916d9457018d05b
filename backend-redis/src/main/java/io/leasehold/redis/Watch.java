package io.leasehold.redis;

import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Watches one request from now on, until it is over. */
    Use begin(Connection connection, Budget budget) {
        Use use = new Use(connection);
        var task = clock.schedule(use::expire, budget.leftMillis() + 1L, TimeUnit.MILLISECONDS);
        use.over = () -> task.cancel(false);
        return use;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private enum State {
        /** Nothing is on its way yet. */
        WAITING,
        SENDING,
        /** Its time was over before anything was sent, and nothing may be. */
        LATE,
        /** Its time was over, and it was disconnected. */
        CUT,
        OVER
    }

    /**
     * One request on a connection. It is disconnected only while it is being sent or answered: the client would connect anew to send it,
     * without a login and in the server's first database, if it found its connection closed before.
     */
    static final class Use implements AutoCloseable {
        private final Connection connection;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        private Runnable over = () -> {};

        private Use(Connection connection) {
            this.connection = connection;
        }

        /** From here on something is on its way; answers whether it still may be. */
        boolean sending() {
            return state.compareAndSet(State.WAITING, State.SENDING) || state.get() == State.SENDING;
        }

        /** Whether its time was over before anything was sent. */
        boolean late() {
            return state.get() == State.LATE;
        }

        private void expire() {
            if (!state.compareAndSet(State.WAITING, State.LATE) && state.compareAndSet(State.SENDING, State.CUT)) {
                try {
                    connection.forceDisconnect();
                } catch (IOException e) {
                    connection.setBroken();
                }
            }
        }

        /** It is over; a connection that was out of time is of no further use. */
        @Override
        public void close() {
            over.run();
            if (!state.compareAndSet(State.SENDING, State.OVER)) {
                connection.setBroken();
            }
        }
    }
}
