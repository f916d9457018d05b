package io.leasehold.engine.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * One attempt by a worker of which nobody may assume that it is over because nobody waits for it any more. Thread-safe: a worker makes it,
 * the loop asks.
 */
final class Attempt {
    private enum State {
        NEW,
        BEGUN,
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    /** Asks the gate, unless it has been given up before; answers whether it begins. */
    boolean begins(BooleanSupplier gate) {
        boolean begins = state.compareAndSet(State.NEW, State.BEGUN) && gate.getAsBoolean();
        if (!begins) {
            state.set(State.OVER);
        }
        return begins;
    }

    /** What it is about. */
    <T> T during(Callable<T> body) throws Exception {
        try {
            return body.call();
        } finally {
            state.set(State.OVER);
        }
    }

    /** Answers whether nothing of it happens any more: it has ended, or hasn't begun and now never will. */
    boolean over() {
        return state.compareAndSet(State.NEW, State.OVER) || state.get() == State.OVER;
    }
}
