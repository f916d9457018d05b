package io.leasehold.engine;

/**
 * Hears of an engine's events: one at a time, in order, on a thread of the listener's own. May block and may throw; what it throws is
 * logged. A step in doubt waits for its listener, for at most the step timeout, before what became of it is written.
 */
@FunctionalInterface
public interface EngineListener {
    /** Something happened. */
    void on(EngineEvent event);
}
