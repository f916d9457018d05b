package io.leasehold.simulator.door;

import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.store.LeaseStore;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Where tests put broken parts between an engine and the world. Each instance gets decorators of its own.
 *
 * @param stores brings what to put between an instance's valve and the store
 * @param runtimes brings what to put between an engine and its valve
 */
public record Seams(Supplier<UnaryOperator<LeaseStore>> stores, Supplier<UnaryOperator<EngineRuntime>> runtimes) {
    /** Nothing is put anywhere. */
    public static final Seams NONE = new Seams(UnaryOperator::identity, UnaryOperator::identity);
}
