package io.leasehold.simulator.realtime;

import io.leasehold.simulator.scenario.Fault;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An instance that faults are aimed at. Thread-safe. */
public interface Victim {
    /** Its name, given once and never again. */
    String name();

    /** Whether it has a lease that it can prove. */
    boolean live();

    /** Whether it holds a job, as far as anybody has told. */
    boolean holdsJobs();

    /** Aims this fault at it; one that waits for a phase is in place when this returns. */
    Landing aim(Fault fault);

    /** It stood still, and goes on. */
    void wake();

    /** It is gone for good, and gives back what it holds of this process. */
    void bury();

    /** A fault on its way. */
    interface Landing {
        /** Whether the fault hit its phase in this time; otherwise it never will. */
        boolean within(long millis) throws InterruptedException;

        /** A fault that hits as soon as this attempt says that it has, tried every millisecond. */
        static Landing polling(BooleanSupplier attempt) {
            return millis -> {
                long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                boolean done = attempt.getAsBoolean();
                while (!done && System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    done = attempt.getAsBoolean();
                }
                return done;
            };
        }
    }
}
