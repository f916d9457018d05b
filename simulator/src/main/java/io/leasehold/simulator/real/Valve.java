package io.leasehold.simulator.real;

import java.util.function.BooleanSupplier;

/**
 * Everything that an instance does passes here. Frozen, it waits, with its clocks running; killed, it ends. {@link #kill} returns only
 * when no call of the instance is inside store or sink, and none gets in afterwards. Waiting is uninterruptible, for an instance that is
 * frozen doesn't notice interrupts either. Thread-safe.
 */
final class Valve {
    private final String instance;
    private State state = State.OPEN;
    private int inside;

    private enum State {
        OPEN,
        FROZEN,
        KILLED
    }

    Valve(String instance) {
        this.instance = instance;
    }

    /** Waits while frozen; ends the caller once killed. */
    synchronized void pass() {
        awaitThaw();
        if (state == State.KILLED) {
            throw new Killed(instance);
        }
    }

    /** As {@link #pass}, and counts the caller as inside until {@link #exit}. */
    synchronized void enter() {
        pass();
        inside++;
    }

    synchronized void exit() {
        inside--;
        notifyAll();
    }

    synchronized boolean killed() {
        return state == State.KILLED;
    }

    synchronized void freeze() {
        if (state == State.OPEN) {
            state = State.FROZEN;
        }
    }

    synchronized void wake() {
        if (state == State.FROZEN) {
            state = State.OPEN;
            notifyAll();
        }
    }

    /** Kills, and waits until nothing is inside. */
    synchronized void kill() {
        state = State.KILLED;
        notifyAll();
        awaitUninterruptibly(() -> inside == 0);
    }

    /** Kills if nothing is inside and this holds; answers whether it did. */
    synchronized boolean killIf(BooleanSupplier condition) {
        if (state == State.OPEN && inside == 0 && condition.getAsBoolean()) {
            state = State.KILLED;
            notifyAll();
            return true;
        }
        return false;
    }

    private void awaitThaw() {
        awaitUninterruptibly(() -> state != State.FROZEN);
    }

    private synchronized void awaitUninterruptibly(BooleanSupplier goal) {
        boolean interrupted = false;
        while (!goal.getAsBoolean()) {
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
