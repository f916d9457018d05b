package io.leasehold.simulator.realtime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting in real time. */
public final class Patience {
    private static final long LOOK_MILLIS = 10;

    private Patience() {}

    /** Looks again and again until this holds or the time is up; whether it held. */
    public static boolean await(BooleanSupplier condition, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
