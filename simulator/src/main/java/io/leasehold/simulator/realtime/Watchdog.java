package io.leasehold.simulator.realtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Measures for how long this machine let a thread wait that wanted to run: a run in which it stood still for too long proves nothing
 * about the engine. Its own thread writes, anybody reads.
 */
public final class Watchdog implements AutoCloseable {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Duration least;
    private final Consumer<Duration> stalled;
    private volatile boolean watching = true;
    private volatile long worstNanos;

    private Watchdog(Duration least, Consumer<Duration> stalled) {
        this.least = least;
        this.stalled = stalled;
    }

    /** Starts watching. */
    public static Watchdog start() {
        return start(Duration.ZERO, stall -> {});
    }

    /** The same; tells on its own thread of each stall that was at least so long. */
    public static Watchdog start(Duration least, Consumer<Duration> stalled) {
        Watchdog dog = new Watchdog(least, stalled);
        Thread thread = new Thread(dog::watch, "leasehold-watchdog");
        thread.setDaemon(true);
        thread.start();
        return dog;
    }

    private void watch() {
        while (watching) {
            long before = System.nanoTime();
            LockSupport.parkNanos(STEP_NANOS);
            long nanos = System.nanoTime() - before - STEP_NANOS;
            worstNanos = Math.max(worstNanos, nanos);
            if (nanos >= least.toNanos()) {
                stalled.accept(Duration.ofNanos(nanos));
            }
        }
    }

    /** The longest stall so far. */
    public Duration worst() {
        return Duration.ofNanos(Math.max(0, worstNanos));
    }

    @Override
    public void close() {
        watching = false;
    }
}
