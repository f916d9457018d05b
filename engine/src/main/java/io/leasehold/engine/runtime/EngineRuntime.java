package io.leasehold.engine.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Time, threads and chance for one engine. All tasks, timers and completions run one at a time, on <em>the loop</em>, and none may
 * block. A task that throws anything is reported and forgotten; the loop goes on.
 */
public interface EngineRuntime extends AutoCloseable {
    /** A monotonic clock in nanoseconds, of no particular origin. Any thread. */
    long nanos();

    /** The wall clock in epoch milliseconds; only to notice a machine that was suspended. Any thread. */
    long wallMillis();

    /** 64 random bits. Loop or any thread. */
    long randomBits();

    /** Runs a task on the loop soon, after those already waiting. Any thread; after {@link #close} it is dropped. */
    void execute(Runnable task);

    /** Runs a task on the loop after a delay. */
    Timer schedule(Duration delay, Runnable task);

    /**
     * Makes a blocking call in its operation's lane, and hears of its end on the loop exactly once. The time-out counts from now, the lane's queue
     * included. A call that outlasts it isn't interrupted (some drivers lose their connection to an interrupt): its thread is given
     * up, and the lane goes on with another.
     */
    <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then);

    /** Starts work at once on a worker of its own, and hears of its end on the loop exactly once. */
    <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then);

    /** Has this called, by any thread, when the process is told to end; the process waits for its return. */
    void onTermination(Runnable hook);

    /** Ends the loop and every idle thread, and waits for none. Idempotent. */
    @Override
    void close();
}
