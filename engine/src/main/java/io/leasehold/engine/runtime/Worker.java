package io.leasehold.engine.runtime;

/** A handle on work that was started. Used on the loop alone. */
@FunctionalInterface
public interface Worker {
    /** Interrupts the body if it runs; it may ignore that. Idempotent. */
    void interrupt();
}
