package io.leasehold.engine.runtime;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * The user's code, to be run by a worker: first the gate is asked, then at once the body is called. Both happen on the worker, the
 * gate last before the body.
 *
 * @param gate whether the body may still begin
 * @param body what to do; interrupted by {@link Worker#interrupt}
 * @param <T> what the body answers
 */
public record Work<T>(BooleanSupplier gate, Callable<T> body) {
    /** Work that needs no permission. */
    public static <T> Work<T> ungated(Callable<T> body) {
        return new Work<>(() -> true, body);
    }
}
