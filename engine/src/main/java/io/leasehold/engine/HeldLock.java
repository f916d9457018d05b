package io.leasehold.engine;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A lock that this engine holds. Thread-safe.
 *
 * <p>It is held as long as the engine's lease lives, which renews itself: nothing has to be renewed here. It is over once it was closed, lost,
 * or taken back at the end of a shutdown; it never comes to life again, and the same name may be locked anew.
 *
 * <p><em>What holding it means.</em> {@link #valid} says that by this instance's own clock nobody else can hold the lock now. A thread may stand
 * still between asking that and acting on it, so where it must be sure, the resource itself compares {@link #token}: it refuses whoever
 * comes with a lower one than it has seen.
 */
public interface HeldLock extends AutoCloseable {
    /** The lock's name. */
    String name();

    /** The fencing token: higher than that of any holder of this name before. */
    long token();

    /** Whether it is held and the lease proven: false past the engine's deadline, and for ever once it is over. */
    boolean valid();

    /** How long {@link #valid} stays true if the store isn't heard of any more; zero if it is false. */
    Duration timeLeft();

    /**
     * Has this told, once, on the listener's thread, when the lock is being lost; at once if it was. Who has closed the lock isn't told of what
     * becomes of it.
     */
    void onLost(Consumer<Loss> told);

    /**
     * Has nobody take the lock, this engine neither, before this time has passed since it was taken, by the store's clock, however soon
     * it is closed. Counts for {@link #close} alone: when the holder dies the lock is free at once.
     *
     * @param least zero to a hundred years
     */
    HeldLock holdAtLeast(Duration least);

    /**
     * Releases the lock, and returns at once: the release is sent, and repeated until the store has acknowledged it. Idempotent. It never frees a lock that
     * somebody else holds by now.
     */
    @Override
    void close();

    /**
     * That a lock is being lost.
     *
     * @param reason why
     * @param timeLeft how long nobody else can hold it, by this instance's own clock: what can be finished within it, had better be
     */
    record Loss(Reason reason, Duration timeLeft) {}

    /** Why a lock is lost. */
    enum Reason {
        /** The engine shuts down: the lock stays valid until it is closed, or the drain time is over. */
        SHUTDOWN,
        /** The lease couldn't be proven in time: the store wasn't heard of, or this instance stood still. */
        UNPROVEN,
        /** The lease was lost: others may hold the lock already. */
        LEASE_LOST
    }
}
