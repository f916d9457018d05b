package io.leasehold.engine.runtime;

/**
 * What became of a blocking call.
 *
 * @param <T> what the call answers
 */
public sealed interface Answer<T> {
    /** The call returned. */
    record Returned<T>(T value) implements Answer<T> {}

    /** The call threw. */
    record Threw<T>(Throwable problem) implements Answer<T> {}

    /** No answer came in time: the question is closed, a late answer is dropped unread. */
    record TimedOut<T>() implements Answer<T> {}
}
