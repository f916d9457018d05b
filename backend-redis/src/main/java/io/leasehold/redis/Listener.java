package io.leasehold.redis;

import io.leasehold.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/**
 * A thread that listens on the bell's channel, on a connection of its own, and comes back whenever that breaks. A connection on which
 * nothing was heard for a while is taken for broken: nobody else would notice. Each coming back is told as a ring, for one may have been
 * missed. Thread-safe.
 */
final class Listener {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final ConnectionSource source;
    private final byte[] channel;
    private final Runnable rung;
    private final Thread thread;
    private State state = State.CONNECTING;
    private @Nullable Connection connection;
    private @Nullable StoreException trouble;

    private enum State {
        CONNECTING,
        LISTENING,
        /** The user may not listen, and never will. */
        REFUSED,
        CLOSED
    }

    Listener(ConnectionSource source, byte[] channel, Runnable rung) {
        this.source = source;
        this.channel = channel;
        this.rung = rung;
        this.thread = new Thread(this::listen, "leasehold-redis-bell");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until it listens; answers whether it may. Trouble if it doesn't in time. */
    synchronized boolean listening(Budget budget) {
        while (state == State.CONNECTING && !budget.spent()) {
            try {
                wait(Math.max(1, budget.leftMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (state == State.CONNECTING || state == State.CLOSED) {
            throw Optional.ofNullable(trouble)
                    .orElseGet(() -> new StoreException.StoreUnavailable("subscribe was not answered in time by Redis "
                            + source.trouble().where()));
        }
        return state == State.LISTENING;
    }

    private void listen() {
        Duration wait = FIRST_WAIT;
        while (connecting()) {
            try (Connection next = source.single("subscribe")) {
                if (!taken(next)) {
                    return;
                }
                next.setSoTimeout((int) SILENCE.toMillis());
                next.sendCommand(Command.SUBSCRIBE, channel);
                next.getOne();
                moveTo(State.LISTENING);
                wait = FIRST_WAIT;
                while (listening()) {
                    rung.run();
                    next.getOne();
                }
            } catch (JedisAccessControlException e) {
                moveTo(State.REFUSED);
                return;
            } catch (StoreException e) {
                lost(e);
            } catch (RuntimeException e) {
                lost(source.trouble().noConnection("subscribe", e));
            }
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private synchronized boolean connecting() {
        return state == State.CONNECTING;
    }

    private synchronized boolean listening() {
        return state == State.LISTENING;
    }

    private synchronized boolean taken(Connection next) {
        connection = next;
        return state != State.CLOSED;
    }

    private synchronized void moveTo(State next) {
        if (state != State.CLOSED) {
            state = next;
        }
        notifyAll();
    }

    private synchronized void lost(StoreException why) {
        trouble = why;
        moveTo(State.CONNECTING);
    }

    /** Ends early when it is closed. */
    private synchronized void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (state == State.CONNECTING && System.nanoTime() < end) {
            try {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                state = State.CLOSED;
            }
        }
    }

    synchronized void close() {
        moveTo(State.CLOSED);
        for (Connection open : Optional.ofNullable(connection).map(List::of).orElse(List.of())) {
            try {
                open.forceDisconnect();
            } catch (java.io.IOException e) {
                open.setBroken();
            }
        }
    }
}
