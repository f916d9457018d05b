package io.leasehold.testing;

import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One piece of work in virtual time: the gate, a moment later the body, whose effect happens at its beginning, and after its working
 * time its end. An interrupt before the gate bars the body; between gate and body it strikes before anything happened, later it
 * strikes while the effect is under way: both leave its owner in doubt.
 */
final class VirtualWorker<T> implements Worker {
    private final VirtualRuntime runtime;
    private final Work<T> work;
    private final Consumer<WorkResult<T>> then;
    private boolean passed;
    private boolean interrupted;
    private boolean over;

    VirtualWorker(VirtualRuntime runtime, Work<T> work, Consumer<WorkResult<T>> then) {
        this.runtime = runtime;
        this.work = work;
        this.then = then;
    }

    void start() {
        later(runtime.nature().scheduling(), "gate", this::askGate);
    }

    private void askGate() {
        if (interrupted || !work.gate().getAsBoolean()) {
            end(new WorkResult.Barred<>());
            return;
        }
        passed = true;
        later(runtime.nature().scheduling(), "body", this::begin);
    }

    private void begin() {
        if (over) {
            return;
        }
        WorkResult<T> result;
        try {
            result = new WorkResult.Done<>(work.body().call());
        } catch (Exception problem) {
            result = new WorkResult.Threw<>(problem);
        }
        WorkResult<T> outcome = result;
        later(runtime.nature().working(), "end of body", () -> end(outcome));
    }

    private void later(Duration delay, String what, Runnable task) {
        runtime.world().after(delay, () -> runtime.own(what, task));
    }

    private void end(WorkResult<T> result) {
        if (!over) {
            over = true;
            then.accept(result);
        }
    }

    @Override
    public void interrupt() {
        interrupted = true;
        if (passed) {
            runtime.execute(() -> end(new WorkResult.Threw<>(new InterruptedException("interrupted in virtual time"))));
        }
    }
}
