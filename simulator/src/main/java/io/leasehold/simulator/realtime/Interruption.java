package io.leasehold.simulator.realtime;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A person's wish that a run ends before its time. Wished once, for good. Thread-safe. */
public final class Interruption {
    private volatile boolean wished;

    /** Wishes it. */
    public void wish() {
        wished = true;
    }

    /** Whether it was wished. */
    public boolean wished() {
        return wished;
    }

    /**
     * Looks again and again until this holds or the time is up; whether it held.
     *
     * @throws InterruptedException as soon as the run is to end before its time
     */
    public boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
        boolean held = Patience.await(() -> wished || condition.getAsBoolean(), most);
        if (wished) {
            throw new InterruptedException("the run is to end before its time");
        }
        return held;
    }
}
