package io.leasehold.testing;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One piece of work in virtual time: the gate, a moment later the body, whose effect happens at its beginning, and after its working
 * time its end. An interrupt before the gate bars the body. Behind the gate it holds nothing back, for it may come too late: the effect
 * still happens, and the body then ends as interrupted, which leaves its owner in doubt; unless its {@link Nature} at its beginning
 * has it ignore that. A body may {@link VirtualRuntime#ask} of far away, as one does that works in the store's transaction: then its effect
 * happens there, and its working time begins when the answer has come; while it waits it hears no interrupt, as most drivers don't.
 */
final class VirtualWorker<T> implements Worker {
    private final VirtualRuntime runtime;
    private final Work<T> work;
    private final Consumer<WorkResult<T>> then;
    private boolean begun;
    private boolean asking;
    private boolean heeds = true;
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
        boolean passes;
        try {
            passes = !interrupted && work.gate().getAsBoolean();
        } catch (Throwable problem) {
            end(new WorkResult.Threw<>(problem));
            return;
        }
        if (!passes) {
            end(new WorkResult.Barred<>());
            return;
        }
        later(runtime.nature().scheduling(), "body", this::begin);
    }

    private void begin() {
        begun = true;
        asking = true;
        new VirtualBody<>(runtime, Operation.WRITE, work.body(), this::came).begin();
    }

    private void came(Answer<T> answer) {
        asking = false;
        WorkResult<T> outcome = answer instanceof Answer.Returned<T> returned
                ? new WorkResult.Done<>(returned.value())
                : new WorkResult.Threw<>(((Answer.Threw<T>) answer).problem());
        heeds = runtime.nature().heedsInterrupts();
        if (interrupted && heeds) {
            endInterrupted();
        } else {
            later(runtime.nature().working(), "end of body", () -> end(outcome));
        }
    }

    private void endInterrupted() {
        runtime.execute(() -> end(new WorkResult.Threw<>(new InterruptedException("interrupted in virtual time"))));
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
        if (begun && !asking && heeds) {
            endInterrupted();
        }
    }
}
