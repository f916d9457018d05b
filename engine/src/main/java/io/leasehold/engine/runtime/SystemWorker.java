package io.leasehold.engine.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a thread of {@link SystemRuntime}'s pool. An interrupt that comes before the gate bars the body; one that
 * comes after the end touches nobody else's work. Thread-safe.
 */
final class SystemWorker<T> implements Runnable, Worker {
    private final Work<T> work;
    private final Consumer<WorkResult<T>> then;
    private @Nullable Thread thread;
    private boolean interrupted;

    SystemWorker(Work<T> work, Consumer<WorkResult<T>> then) {
        this.work = work;
        this.then = then;
    }

    @Override
    public void run() {
        WorkResult<T> result = begin() ? result() : new WorkResult.Barred<>();
        end();
        then.accept(result);
    }

    private WorkResult<T> result() {
        try {
            return work.gate().getAsBoolean()
                    ? new WorkResult.Done<>(work.body().call())
                    : new WorkResult.Barred<>();
        } catch (Throwable problem) {
            return new WorkResult.Threw<>(problem);
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return !interrupted;
    }

    private synchronized void end() {
        thread = null;
        Thread.interrupted();
    }

    @Override
    public synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
