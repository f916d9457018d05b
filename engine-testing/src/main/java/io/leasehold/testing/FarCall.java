package io.leasehold.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * What the body of a store call asks of a place far away, where that body runs on its own instance ({@link VirtualRuntime#ask}).
 *
 * @param what is asked, in words: the same each time the body comes to this point
 * @param patience after what time without an answer the asker goes on, by the instance's own clock
 * @param unanswered what it is told then
 * @param body what is done there; it may be done late, twice, or not at all
 */
public record FarCall<T>(
        String what, Duration patience, Supplier<? extends RuntimeException> unanswered, Callable<T> body) {}
