package io.leasehold.engine.runtime;

/**
 * How work ended.
 *
 * @param <T> what its body answers
 */
public sealed interface WorkResult<T> {
    /** The body returned. */
    record Done<T>(T value) implements WorkResult<T> {}

    /** The body threw. */
    record Threw<T>(Throwable problem) implements WorkResult<T> {}

    /** The gate was closed: the body never began. */
    record Barred<T>() implements WorkResult<T> {}
}
