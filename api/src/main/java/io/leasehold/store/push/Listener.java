package io.leasehold.store.push;

import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A thread that listens, and comes back whenever that breaks. Each coming back is told as a ring, for one may have been missed.
 * Thread-safe.
 */
final class Listener {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String server;
    private final Line line;
    private final Runnable rung;
    private final Thread thread;
    private State state = State.CONNECTING;
    private Line.@Nullable Ear ear;
    private @Nullable StoreException why;

    private enum State {
        CONNECTING,
        LISTENING,
        /** Nothing is pushed to this user, and never will be. */
        REFUSED,
        CLOSED
    }

    Listener(String name, String server, Line line, Runnable rung) {
        this.server = server;
        this.line = line;
        this.rung = rung;
        this.thread = new Thread(this::listen, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until it listens; answers whether it may. Trouble if it doesn't by this time of the monotonic ticker. */
    synchronized boolean listening(long untilNanos) {
        while (state == State.CONNECTING && leftMillis(untilNanos) > 0) {
            try {
                wait(leftMillis(untilNanos));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (state == State.CONNECTING || state == State.CLOSED) {
            throw Optional.ofNullable(why)
                    .orElseGet(() -> new StoreUnavailable("subscribe was not answered in time by " + server));
        }
        return state == State.LISTENING;
    }

    private static long leftMillis(long untilNanos) {
        return (untilNanos - System.nanoTime() + 999_999) / 1_000_000;
    }

    private void listen() {
        Duration wait = FIRST_WAIT;
        while (connecting()) {
            if (listened()) {
                wait = FIRST_WAIT;
            }
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    /** Listens until that breaks, or is refused, or nobody wants it any more; answers whether it had begun. */
    private boolean listened() {
        boolean begun = false;
        try {
            Optional<Line.Ear> opened = line.open();
            if (opened.isEmpty()) {
                moveTo(State.REFUSED);
                return false;
            }
            try (Line.Ear open = opened.get()) {
                begun = taken(open);
                hear(open);
            }
        } catch (StoreException e) {
            lost(e);
        } catch (RuntimeException e) {
            lost(new StoreUnavailable("subscribe failed at " + server));
        }
        return begun;
    }

    private void hear(Line.Ear open) {
        boolean ring = true;
        while (listening()) {
            if (ring) {
                rung.run();
            }
            ring = open.hears();
        }
    }

    private synchronized boolean connecting() {
        return state == State.CONNECTING;
    }

    private synchronized boolean listening() {
        return state == State.LISTENING;
    }

    private synchronized boolean taken(Line.Ear open) {
        ear = open;
        moveTo(State.LISTENING);
        return state == State.LISTENING;
    }

    private synchronized void moveTo(State next) {
        if (state != State.CLOSED) {
            state = next;
        }
        notifyAll();
    }

    private synchronized void lost(StoreException trouble) {
        ear = null;
        why = trouble;
        moveTo(State.CONNECTING);
    }

    /** Ends early when it is closed. */
    private synchronized void pause(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (state == State.CONNECTING && leftMillis(until) > 0) {
            try {
                wait(leftMillis(until));
            } catch (InterruptedException e) {
                state = State.CLOSED;
            }
        }
    }

    /** What is under way ends soon. */
    void close() {
        Optional<Line.Ear> open;
        synchronized (this) {
            moveTo(State.CLOSED);
            open = Optional.ofNullable(ear);
            ear = null;
        }
        open.ifPresent(Line.Ear::hangUp);
    }
}
