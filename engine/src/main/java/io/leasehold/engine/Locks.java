package io.leasehold.engine;

import io.leasehold.engine.internal.LockBoard;
import io.leasehold.store.LockName;
import io.leasehold.store.StoreException;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Locks by name among all engines over one store, held under the engine's lease (E14). Thread-safe; waiters of one engine are served in order.
 *
 * <p><em>Not re-entrant</em>, and not bound to threads: while an engine holds a name, everybody else waits for it, the same engine and the same thread
 * too; any thread may close a {@link HeldLock}.
 *
 * <p>Whoever waits looks when the holder has released the lock (by push or bell, else within a scan interval), when its rest is over, and when
 * its lease has lapsed: a holder that crashed delays others as it does its jobs (G6).
 */
public final class Locks {
    private final LockBoard board;

    Locks(LockBoard board) {
        this.board = board;
    }

    /**
     * Takes the lock if it can be had now; doesn't wait for a holder, only for the store and, right after the start, for the engine's lease.
     *
     * @return nothing if somebody holds it, this engine too, if it rests, or if the engine is shutting down
     * @throws StoreException if the store doesn't answer within two call timeouts; then the lock isn't held
     * @throws IllegalArgumentException unless the name has 1 to 200 characters, without NUL
     */
    public Optional<HeldLock> tryLock(String name) throws InterruptedException {
        return lock(name, Duration.ZERO);
    }

    /**
     * Takes the lock, and waits for it at most so long.
     *
     * @param most zero, which is {@link #tryLock}, to a hundred years
     * @return nothing if it couldn't be had within that time, or if the engine is shutting down
     * @throws InterruptedException if this thread is interrupted; then the lock isn't held
     */
    public Optional<HeldLock> lock(String name, Duration most) throws InterruptedException {
        CompletableFuture<Optional<HeldLock>> asked = request(name, most);
        try {
            Duration patience = most.plus(board.patience().multipliedBy(2));
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            asked.cancel(false);
            throw e;
        } catch (TimeoutException e) {
            asked.cancel(false);
            throw new StoreException.StoreUnavailable("lock \"" + name + "\": the engine doesn't answer", e);
        }
    }

    /**
     * As {@link #lock}, without a thread that waits. Whoever cancels the answer doesn't get the lock; what was taken for it is released. What hangs
     * on the answer runs on the engine's own thread, which its heartbeats share: it must not block, or be asynchronous itself
     * ({@code thenAcceptAsync}).
     */
    public CompletableFuture<Optional<HeldLock>> request(String name, Duration most) {
        if (most.isNegative() || most.compareTo(Write.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "the wait for a lock must be between 0 and " + Write.LONGEST_DELAY + ", but is " + most);
        }
        return board.request(new LockName(name), most);
    }

    /**
     * Runs something while the lock is held, then releases it.
     *
     * @return whether it was run: false if the lock couldn't be had within that time
     */
    public <X extends Exception> boolean withLock(String name, Duration most, Guarded<X> body)
            throws X, InterruptedException {
        Optional<HeldLock> held = lock(name, most);
        if (held.isEmpty()) {
            return false;
        }
        try (HeldLock lock = held.get()) {
            body.run(lock);
        }
        return true;
    }

    /**
     * What is done while a lock is held.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    public interface Guarded<X extends Exception> {
        /** Does it. */
        void run(HeldLock lock) throws X;
    }
}
