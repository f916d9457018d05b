package io.leasehold.simulator.real;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long this machine itself left a thread waiting beyond what it asked for: a run on a machine that stalls says nothing about
 * the engine. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicLong worstNanos = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "leasehold-watchdog");
    private volatile boolean closed;

    Watchdog() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private void watch() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(TICK);
            note(System.nanoTime() - before - TICK);
        }
    }

    void note(long lateNanos) {
        worstNanos.accumulateAndGet(lateNanos, Math::max);
    }

    /** The worst stall so far. */
    Duration worst() {
        return Duration.ofNanos(Math.max(0, worstNanos.get()));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
