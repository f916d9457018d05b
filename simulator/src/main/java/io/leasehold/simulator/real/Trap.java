package io.leasehold.simulator.real;

import io.leasehold.simulator.history.HistoryEvent.Phase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A fault that waits for its instance at one point of a step, and strikes the first worker that comes by. Thread-safe.
 *
 * @see Member#arrive
 */
final class Trap {
    private final Phase phase;
    private final Runnable fault;
    private final AtomicBoolean sprung = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Trap(Phase phase, Runnable fault) {
        this.phase = phase;
        this.fault = fault;
    }

    /** A worker comes by; the first one at the trap's point springs it. */
    void arrive(Phase at) {
        if (at == phase && sprung.compareAndSet(false, true)) {
            fault.run();
            done.countDown();
        }
    }

    /** Waits until it has sprung; answers whether it did in time, and if not it never will. */
    boolean await(Duration most) throws InterruptedException {
        if (done.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        if (sprung.compareAndSet(false, true)) {
            return false;
        }
        done.await();
        return true;
    }
}
