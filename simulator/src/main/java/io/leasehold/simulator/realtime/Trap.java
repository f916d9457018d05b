package io.leasehold.simulator.realtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits in an instance for a job to come through a spot, and then does something to the instance, once. Thread-safe. */
public final class Trap {
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    /** One fault that waits. */
    public final class Armed {
        private final Spot spot;
        private final Runnable action;
        private final CountDownLatch sprung = new CountDownLatch(1);

        private Armed(Spot spot, Runnable action) {
            this.spot = spot;
            this.action = action;
        }

        /** Waits for it to spring; after this time it is taken away. */
        public boolean await(long millis) throws InterruptedException {
            if (sprung.await(millis, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (armed.compareAndSet(this, null)) {
                return false;
            }
            sprung.await();
            return true;
        }
    }

    /** Has this done once a job comes through the spot; in place of an earlier one. */
    public Armed arm(Spot spot, Runnable action) {
        Armed fault = new Armed(spot, action);
        armed.set(fault);
        return fault;
    }

    /** A job of the instance is there now. */
    public void passing(Spot spot) {
        Armed fault = armed.get();
        if (fault != null && fault.spot.equals(spot) && armed.compareAndSet(fault, null)) {
            try {
                fault.action.run();
            } finally {
                fault.sprung.countDown();
            }
        }
    }
}
