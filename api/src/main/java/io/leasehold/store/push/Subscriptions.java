package io.leasehold.store.push;

import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.Subscribable.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who hears the bell, in the order of their subscribing; one listener for all of them, while there are any. Thread-safe. */
public final class Subscriptions implements AutoCloseable {
    private final String thread;
    private final String server;
    private final Line line;
    private final Duration callTimeout;
    private final List<Hearer> hearers = new ArrayList<>();
    private @Nullable Listener listener;
    private boolean closed;

    /**
     * Nobody yet.
     *
     * @param thread what its thread is called
     * @param server what listens is asked of, for people; without credentials
     * @param callTimeout how long {@link #subscribe} may take
     */
    public Subscriptions(String thread, String server, Line line, Duration callTimeout) {
        this.thread = thread;
        this.server = server;
        this.line = line;
        this.callTimeout = callTimeout;
    }

    /** As {@link io.leasehold.store.Subscribable#subscribe}. */
    public Optional<Subscription> subscribe(Runnable rung) {
        long until = System.nanoTime() + callTimeout.toNanos();
        Hearer hearer = new Hearer(rung);
        boolean heard = false;
        try {
            heard = joined(hearer).listening(until);
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
            present = new Listener(thread, server, line, this::ring);
            listener = present;
            present.start();
        }
        return present;
    }

    private void ring() {
        present().forEach(Subscriptions::tell);
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
            end();
        }
    }

    private void end() {
        Optional.ofNullable(listener).ifPresent(Listener::close);
        listener = null;
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
