package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Clocks that are set by hand, for parts that only read them; what is scheduled never comes due. */
final class HandClock implements EngineRuntime {
    long nanos = Long.MAX_VALUE - 1_000;
    long wallMillis = 1_000_000;

    void pass(Duration time) {
        nanos += time.toNanos();
        wallMillis += time.toMillis();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public long wallMillis() {
        return wallMillis;
    }

    @Override
    public long randomBits() {
        return 42;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return () -> {};
    }

    @Override
    public <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        throw new AssertionError("only clocks are read here");
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        throw new AssertionError("only clocks are read here");
    }

    @Override
    public void onTermination(Runnable hook) {}

    @Override
    public void close() {}
}
