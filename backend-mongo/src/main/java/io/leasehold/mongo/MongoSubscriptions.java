package io.leasehold.mongo;

import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.Subscribable.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who hears the bell, in the order of their subscribing (R20); one listener for all of them, while there are any. Thread-safe. */
final class MongoSubscriptions implements AutoCloseable {
    private final Database database;
    private final MongoTrouble trouble;
    private final Duration callTimeout;
    private final List<Hearer> hearers = new ArrayList<>();
    private @Nullable Listener listener;
    private boolean closed;

    MongoSubscriptions(Database database, MongoTrouble trouble, Duration callTimeout) {
        this.database = database;
        this.trouble = trouble;
        this.callTimeout = callTimeout;
    }

    /** None if these servers push nothing to this user. */
    Optional<Subscription> subscribe(Runnable rung) {
        Budget budget = Budget.of(callTimeout);
        Hearer hearer = new Hearer(rung);
        boolean heard = false;
        try {
            heard = joined(hearer).listening(budget);
        } finally {
            if (!heard) {
                remove(hearer);
            }
        }
        return heard ? Optional.of(hearer) : Optional.empty();
    }

    private synchronized Listener joined(Hearer hearer) {
        if (closed) {
            throw new StoreUnavailable("subscribe was not sent: the store has been closed");
        }
        hearers.add(hearer);
        Listener present = listener;
        if (present == null) {
            present = new Listener(database, trouble, callTimeout, this::ring);
            listener = present;
            present.start();
        }
        return present;
    }

    private void ring() {
        present().forEach(MongoSubscriptions::tell);
    }

    /** One that throws is a mistake, told like any that ends a thread; it keeps no other from hearing. */
    private static void tell(Hearer hearer) {
        try {
            hearer.rung.run();
        } catch (Throwable mistake) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, mistake);
        }
    }

    private synchronized List<Hearer> present() {
        return List.copyOf(hearers);
    }

    private synchronized void remove(Hearer hearer) {
        hearers.remove(hearer);
        if (hearers.isEmpty()) {
            Optional.ofNullable(listener).ifPresent(Listener::close);
            listener = null;
        }
    }

    /** Ends every subscription. */
    @Override
    public synchronized void close() {
        closed = true;
        hearers.clear();
        Optional.ofNullable(listener).ifPresent(Listener::close);
        listener = null;
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
