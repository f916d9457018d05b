package io.leasehold.simulator.real;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A runtime whose every task, timer, call, gate and body passes a {@link Valve} first: so a whole engine freezes and dies. Clocks go on,
 * as they do for a stopped process. Thread-safe as what it wraps.
 */
final class ValvedRuntime implements EngineRuntime {
    private final EngineRuntime inner;
    private final Valve valve;

    ValvedRuntime(EngineRuntime inner, Valve valve) {
        this.inner = inner;
        this.valve = valve;
    }

    @Override
    public long nanos() {
        return inner.nanos();
    }

    @Override
    public long wallMillis() {
        return inner.wallMillis();
    }

    @Override
    public long randomBits() {
        return inner.randomBits();
    }

    @Override
    public void execute(Runnable task) {
        inner.execute(passing(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return inner.schedule(delay, passing(task));
    }

    /** A killed instance's tasks end without a word. */
    private Runnable passing(Runnable task) {
        return () -> {
            try {
                valve.pass();
                task.run();
            } catch (Killed end) {
                inner.close();
            }
        };
    }

    @Override
    public <T> void call(Lane lane, Duration timeout, Callable<T> call, Consumer<Answer<T>> then) {
        Callable<T> valved = () -> {
            valve.pass();
            T answer = call.call();
            valve.pass();
            return answer;
        };
        inner.call(
                lane,
                timeout,
                valved,
                answer -> passing(() -> then.accept(answer)).run());
    }

    @Override
    public <T> Worker work(Work<T> work, Consumer<WorkResult<T>> then) {
        Work<T> valved = new Work<>(
                () -> {
                    valve.pass();
                    return work.gate().getAsBoolean();
                },
                () -> {
                    valve.pass();
                    T result = work.body().call();
                    valve.pass();
                    return result;
                });
        return inner.work(valved, result -> passing(() -> then.accept(result)).run());
    }

    @Override
    public void onTermination(Runnable hook) {
        inner.onTermination(hook);
    }

    @Override
    public void close() {
        inner.close();
    }
}
