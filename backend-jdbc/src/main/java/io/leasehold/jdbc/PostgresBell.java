package io.leasehold.jdbc;

import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.Subscribable.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * R20: who wants to hear the bell, by {@code LISTEN} on one connection for all of them, which is open while there is anybody. Calls nobody
 * under its lock. Thread-safe.
 */
final class PostgresBell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBell.class);

    private static final String ECHO = "SELECT CAST(pg_notify(:channel, '') AS VARCHAR) AS told";

    private final ConnectionFactory connections;
    private final Calls calls;
    private final JdbcTrouble trouble;
    private final String channel;
    private final Duration callTimeout;
    private final List<Hearer> hearers = new ArrayList<>();
    private Optional<PostgresListening> listening = Optional.empty();
    private boolean closed;

    PostgresBell(
            ConnectionFactory connections, Calls calls, JdbcTrouble trouble, String channel, Duration callTimeout) {
        this.connections = connections;
        this.calls = calls;
        this.trouble = trouble;
        this.channel = channel;
        this.callTimeout = callTimeout;
    }

    /** As {@link io.leasehold.store.Subscribable#subscribe}. */
    Optional<Subscription> subscribe(Runnable rung) {
        Hearer hearer = new Hearer(rung);
        PostgresListening joined = join(hearer);
        boolean pushed = false;
        try {
            pushed = joined.pushed().get(callTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return pushed ? Optional.of(hearer) : Optional.empty();
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (TimeoutException e) {
            throw new StoreUnavailable("subscribe found no connection in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("subscribe was interrupted", e);
        } finally {
            if (!pushed) {
                hearer.close();
            }
        }
    }

    private StoreException failed(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof StoreException known ? known : trouble.noConnection("subscribe", cause);
    }

    private synchronized PostgresListening join(Hearer hearer) {
        if (closed) {
            throw new StoreUnavailable("the store has been closed");
        }
        hearers.add(hearer);
        if (listening.isEmpty()) {
            PostgresListening begun =
                    new PostgresListening(connections, channel, this::echo, Budget.half(callTimeout), this::tell);
            Thread thread = new Thread(begun, "leasehold-" + channel);
            thread.setDaemon(true);
            thread.start();
            listening = Optional.of(begun);
        }
        return listening.get();
    }

    private void echo() {
        calls.call(
                "subscribe", call -> call.list(ECHO, values -> values.bind("channel", channel), (row, context) -> ""));
    }

    private void tell() {
        present().forEach(PostgresBell::tell);
    }

    /** A hearer that throws keeps neither the others nor the next ring from being heard. */
    private static void tell(Hearer hearer) {
        try {
            hearer.rung.run();
        } catch (Throwable e) {
            LOG.warn("a hearer of the bell failed: {}", e.getClass().getSimpleName(), e);
        }
    }

    private synchronized List<Hearer> present() {
        return List.copyOf(hearers);
    }

    private synchronized void remove(Hearer hearer) {
        hearers.remove(hearer);
        if (hearers.isEmpty()) {
            end();
        }
    }

    private void end() {
        listening.ifPresent(PostgresListening::end);
        listening = Optional.empty();
    }

    /** Ends every subscription. */
    @Override
    public synchronized void close() {
        closed = true;
        hearers.clear();
        end();
    }

    /** One subscription, told apart by its identity. */
    private final class Hearer implements Subscription {
        private final Runnable rung;

        private Hearer(Runnable rung) {
            this.rung = rung;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
