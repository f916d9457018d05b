package io.leasehold.simulator.real;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures for how long this machine let a thread wait that wanted to run: a run in which it stood still for too long proves nothing
 * about the engine. Its own thread writes, anybody reads.
 */
final class Watchdog implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private volatile boolean watching = true;
    private volatile long worstNanos;

    /** Starts watching. */
    static Watchdog start() {
        Watchdog dog = new Watchdog();
        Thread thread = new Thread(dog::watch, "leasehold-watchdog");
        thread.setDaemon(true);
        thread.start();
        return dog;
    }

    private void watch() {
        long before = System.nanoTime();
        while (watching) {
            LockSupport.parkNanos(STEP_NANOS);
            long now = System.nanoTime();
            worstNanos = Math.max(worstNanos, now - before - STEP_NANOS);
            before = now;
        }
    }

    /** The longest stall so far. */
    Duration worst() {
        return Duration.ofNanos(Math.max(0, worstNanos));
    }

    @Override
    public void close() {
        watching = false;
    }
}
