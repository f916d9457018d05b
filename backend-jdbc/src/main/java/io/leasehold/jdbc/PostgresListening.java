package io.leasehold.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens until it is ended, in a thread of its own. A connection that breaks is replaced, and the gap is told like a ring. Whether pushes
 * come at all is tried first: behind a pooler that lends each transaction another session they don't.
 */
final class PostgresListening implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresListening.class);

    /** How long nothing may be heard before the server is asked whether it is there. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private final String channel;
    private final Runnable echo;
    private final Duration patience;
    private final Runnable told;
    private final CompletableFuture<Boolean> pushed = new CompletableFuture<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable PostgresEar ear;

    /**
     * Not begun yet.
     *
     * @param echo tells something on the channel, by another connection
     * @param patience how long to wait for that
     * @param told what to do whenever something was told, or may have been
     */
    PostgresListening(ConnectionFactory connections, String channel, Runnable echo, Duration patience, Runnable told) {
        this.connections = connections;
        this.channel = channel;
        this.echo = echo;
        this.patience = patience;
        this.told = told;
    }

    /** Whether pushes come; or what kept it from beginning. */
    CompletableFuture<Boolean> pushed() {
        return pushed;
    }

    @Override
    public void run() {
        try {
            PostgresEar first = opened();
            echo.run();
            pushed.complete(first.hears(patience));
        } catch (SQLException | RuntimeException e) {
            pushed.completeExceptionally(e);
            end();
        }
        while (ended.getCount() > 0) {
            listen();
        }
        close();
    }

    private void listen() {
        try {
            PostgresEar present = ear;
            if (present == null) {
                present = opened();
                told.run();
            }
            if (present.hears(SILENCE)) {
                told.run();
            }
        } catch (SQLException | RuntimeException e) {
            LOG.debug(
                    "the connection that listens to the bell is gone, and tried anew: {}",
                    e.getClass().getSimpleName());
            close();
            pause();
        }
    }

    private PostgresEar opened() throws SQLException {
        PostgresEar opened = PostgresEar.open(connections, channel);
        ear = opened;
        return opened;
    }

    private void pause() {
        try {
            boolean over = ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("listening: {}", over ? "ended" : "once more");
        } catch (InterruptedException e) {
            end();
        }
    }

    private void close() {
        PostgresEar former = ear;
        ear = null;
        if (former != null) {
            former.close();
        }
    }

    /** Ends it soon. Any thread may call this, more than once. */
    void end() {
        ended.countDown();
        PostgresEar present = ear;
        if (present != null) {
            present.close();
        }
    }
}
