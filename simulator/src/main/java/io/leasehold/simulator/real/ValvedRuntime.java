package io.leasehold.simulator.real;

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

/**
 * An engine's door with a valve in it: every task, timer, call, gate and body passes the valve first, so a frozen valve freezes the
 * engine at whatever it does next, between gate and body too; and a killed one drops all it ever wanted to do. Thread-safe.
 */
final class ValvedRuntime implements EngineRuntime {
    private final EngineRuntime delegate;
    private final Valve valve;

    ValvedRuntime(EngineRuntime delegate, Valve valve) {
        this.delegate = delegate;
        this.valve = valve;
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
        delegate.execute(valved(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return delegate.schedule(delay, valved(task));
    }

    @Override
    public <T> void call(Operation operation, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        Callable<T> valved = () -> {
            valve.pass();
            T answer = call.call();
            valve.pass();
            return answer;
        };
        delegate.call(operation, timeout, valved, valved(then));
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        Callable<T> body = () -> {
            valve.pass();
            T result = work.body().call();
            valve.pass();
            return result;
        };
        return delegate.work(new Work<>(() -> valve.awaitOpen() && work.gate().getAsBoolean(), body), valved(then));
    }

    @Override
    public void onTermination(Runnable hook) {
        delegate.onTermination(hook);
    }

    @Override
    public void close() {
        delegate.close();
    }

    private Runnable valved(Runnable task) {
        return () -> {
            if (valve.awaitOpen()) {
                task.run();
            }
        };
    }

    private <T> Consumer<T> valved(Consumer<T> then) {
        return value -> {
            if (valve.awaitOpen()) {
                then.accept(value);
            }
        };
    }
}
