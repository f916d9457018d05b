package io.leasehold.simulator.real;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What everything an instance does must pass: open, frozen (who comes waits) or killed (nobody passes ever again). Calls of store and
 * sink are made <em>inside</em>; {@link #kill} and {@link #freeze} return when nobody is inside any more, so what happens after them
 * happens after the instance's last word. Waiting threads are never interrupted, and an interrupt that comes meanwhile is kept for
 * later. Thread-safe; no call may be made inside another, but in the pauses of those that {@link #begin belong together}.
 */
final class Valve {
    private State state = State.OPEN;
    private int inside;

    /** Threads in the midst of calls that belong together. */
    private final Set<Thread> together = new LinkedHashSet<>();

    private enum State {
        OPEN,
        FROZEN,
        KILLED
    }

    /** Waits while frozen, unless this thread has calls to end that belong together; whether the instance is alive then. */
    synchronized boolean awaitOpen() {
        waitWhile(() -> state == State.FROZEN && !together.contains(Thread.currentThread()));
        return state != State.KILLED;
    }

    /** Waits while frozen, and goes on only if the instance is alive. */
    void pass() {
        if (!awaitOpen()) {
            throw new Killed();
        }
    }

    /** Makes a call of store or sink that has an answer. */
    <T> T inside(Supplier<T> call) {
        enter();
        try {
            return call.get();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        pass();
        inside++;
    }

    private synchronized void leave() {
        inside--;
        notifyAll();
    }

    /**
     * Begins calls of this thread that belong together, as those of one transaction do. A kill comes between any two of them, and whoever
     * is killed so makes no further one. A freeze waits for their end, for who stood still in their midst would stand in everybody's
     * way; only the thread that itself freezes the instance there stands still there.
     */
    synchronized Together begin() {
        enter();
        together.add(Thread.currentThread());
        return new Together();
    }

    /** Calls that belong together. Begun inside, and inside but for pauses. Used by one thread. */
    final class Together implements AutoCloseable {
        private boolean within = true;

        private Together() {}

        /** What comes next is no call. */
        void pause() {
            leave();
            within = false;
        }

        /** Goes on, if the instance is alive. */
        void resume() {
            synchronized (Valve.this) {
                enter();
                within = true;
                together.add(Thread.currentThread());
            }
        }

        /** The last of them has been made. */
        @Override
        public void close() {
            synchronized (Valve.this) {
                together.remove(Thread.currentThread());
                inside -= within ? 1 : 0;
                Valve.this.notifyAll();
            }
        }
    }

    /** Whether this call killed the instance. */
    boolean kill() {
        return turn(State.KILLED);
    }

    /** Whether this call froze the instance. */
    boolean freeze() {
        return turn(State.FROZEN);
    }

    /** Kills the instance if nobody is inside or in the midst of anything, and this holds. */
    synchronized boolean killIf(BooleanSupplier condition) {
        return quiet(State.FROZEN) && condition.getAsBoolean() && turn(State.KILLED);
    }

    /** Freezes the instance if nobody is inside or in the midst of anything, and this holds. */
    synchronized boolean freezeIf(BooleanSupplier condition) {
        return quiet(State.FROZEN) && condition.getAsBoolean() && turn(State.FROZEN);
    }

    /** Whether the instance can become so just now. */
    private boolean quiet(State to) {
        return inside == 0 && (to == State.KILLED || together.isEmpty());
    }

    /** Lets a frozen instance go on. */
    synchronized void wake() {
        if (state == State.FROZEN) {
            state = State.OPEN;
            notifyAll();
        }
    }

    private synchronized boolean turn(State to) {
        if (state == State.KILLED || state == to) {
            return false;
        }
        state = to;
        together.remove(Thread.currentThread());
        notifyAll();
        waitWhile(() -> !quiet(to));
        return true;
    }

    private synchronized void waitWhile(BooleanSupplier condition) {
        boolean interrupted = false;
        while (condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
