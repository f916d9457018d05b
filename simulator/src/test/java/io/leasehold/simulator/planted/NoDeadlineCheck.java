package io.leasehold.simulator.planted;

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

/** Planted: the gate is always open. */
record NoDeadlineCheck(EngineRuntime delegate) implements EngineRuntime {
    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        return delegate.work(Work.ungated(work.body()), then);
    }

    @Override
    public long nanos() {
        return delegate.nanos();
    }

    @Override
    public long wallMillis() {
        return delegate.wallMillis();
    }

    @Override
    public long randomBits() {
        return delegate.randomBits();
    }

    @Override
    public void execute(Runnable task) {
        delegate.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return delegate.schedule(delay, task);
    }

    @Override
    public <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        delegate.call(operation, timeout, call, then);
    }

    @Override
    public void onTermination(Runnable hook) {
        delegate.onTermination(hook);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
