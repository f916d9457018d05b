package io.leasehold.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A thread that listens to the bell's collection by a change stream, and comes back whenever that breaks. The driver goes on by itself after a
 * short gap; after any other the stream begins anew, and that is told as a ring, for one may have been missed. Thread-safe.
 */
final class Listener {
    /** Beside the bell, hardly anything changes in that collection; a ring too many does no harm. */
    private static final List<BsonDocument> CHANGES =
            Form.pipeline("[{$project: {documentKey: 1}}]").stages(Map.of());

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Servers that have no change streams, at all or for this user: 13 no right, 40573 a standalone, 9 and 115 not known. */
    private static final List<Integer> NEVER = List.of(13, 40573, 9, 115);

    private final Database database;
    private final MongoTrouble trouble;
    private final Duration patience;
    private final Runnable rung;
    private final Thread thread;
    private State state = State.CONNECTING;
    private @Nullable StoreException why;

    private enum State {
        CONNECTING,
        LISTENING,
        /** There is none for this user, and never will be. */
        REFUSED,
        CLOSED
    }

    Listener(Database database, MongoTrouble trouble, Duration callTimeout, Runnable rung) {
        this.database = database;
        this.trouble = trouble;
        this.patience = Duration.ofMillis(Budget.tenths(callTimeout, 2));
        this.rung = rung;
        this.thread = new Thread(this::listen, "leasehold-mongo-bell");
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
            throw Optional.ofNullable(why)
                    .orElseGet(() ->
                            new StoreUnavailable("subscribe was not answered in time by MongoDB " + trouble.where()));
        }
        return state == State.LISTENING;
    }

    private void listen() {
        Duration wait = FIRST_WAIT;
        while (connecting()) {
            try (MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> next = opened()) {
                if (!taken()) {
                    return;
                }
                wait = FIRST_WAIT;
                rung.run();
                hear(next);
            } catch (MongoException e) {
                if (NEVER.contains(e.getCode())) {
                    moveTo(State.REFUSED);
                    return;
                }
                lost(trouble.failed("subscribe", e, false));
            } catch (RuntimeException e) {
                lost(trouble.failed("subscribe", e, false));
            }
            pause(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> opened() {
        return database.database()
                .getCollection(database.fullName(MongoLeaseStore.META), BsonDocument.class)
                .watch(CHANGES)
                .maxAwaitTime(patience.toMillis(), TimeUnit.MILLISECONDS)
                .cursor();
    }

    /** Each answer holds what came meanwhile, or nothing. */
    private void hear(MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> events) {
        while (listening()) {
            if (events.tryNext() != null) {
                rung.run();
            }
        }
    }

    private synchronized boolean connecting() {
        return state == State.CONNECTING;
    }

    private synchronized boolean listening() {
        return state == State.LISTENING;
    }

    private synchronized boolean taken() {
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
        why = trouble;
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

    /** What is under way ends within the patience of one question. */
    synchronized void close() {
        moveTo(State.CLOSED);
    }
}
