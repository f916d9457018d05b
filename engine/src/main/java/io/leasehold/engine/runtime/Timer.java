package io.leasehold.engine.runtime;

/** A task that is due later. Used on the loop alone. */
@FunctionalInterface
public interface Timer {
    /** The task won't run, unless it has. Idempotent. */
    void cancel();
}
