package io.leasehold.simulator.real;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What everything an instance does must pass: open, frozen (who comes waits) or killed (nobody passes ever again). Calls of store and
 * sink are made <em>inside</em>; {@link #kill} and {@link #freeze} return when nobody is inside any more, so what happens after them
 * happens after the instance's last word. Waiting threads are never interrupted, and an interrupt that comes meanwhile is kept for
 * later. Thread-safe; no call may be made inside another.
 */
final class Valve {
    private State state = State.OPEN;
    private int inside;

    private enum State {
        OPEN,
        FROZEN,
        KILLED
    }

    /** Waits while frozen; whether the instance is alive then. */
    synchronized boolean awaitOpen() {
        waitWhile(() -> state == State.FROZEN);
        return state == State.OPEN;
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

    /** Whether this call killed the instance. */
    boolean kill() {
        return turn(State.KILLED);
    }

    /** Whether this call froze the instance. */
    boolean freeze() {
        return turn(State.FROZEN);
    }

    /** Kills the instance if nobody is inside and this holds. */
    synchronized boolean killIf(BooleanSupplier condition) {
        return inside == 0 && condition.getAsBoolean() && turn(State.KILLED);
    }

    /** Freezes the instance if nobody is inside and this holds. */
    synchronized boolean freezeIf(BooleanSupplier condition) {
        return inside == 0 && condition.getAsBoolean() && turn(State.FROZEN);
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
        notifyAll();
        waitWhile(() -> inside > 0);
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
