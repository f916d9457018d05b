package io.leasehold.simulator.real;

import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.scenario.Fault;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One fault and the instance that it is aimed at. Used by one thread. */
final class Strike {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Fault fault;
    private final RealInstance victim;
    private final Landing landing;

    private interface Landing {
        boolean within(long millis) throws InterruptedException;
    }

    private Strike(Fault fault, RealInstance victim, Landing landing) {
        this.fault = fault;
        this.victim = victim;
        this.landing = landing;
    }

    /** Aims; faults that wait for a phase are in place when this returns. */
    static Strike at(RealInstance victim, Fault fault, Aim aim) {
        return new Strike(fault, victim, landing(victim, fault, aim));
    }

    private static Landing landing(RealInstance victim, Fault fault, Aim aim) {
        if (fault instanceof Fault.Kill kill) {
            return kill.phase() == Phase.IDLE
                    ? millis -> poll(victim::killIfIdle, millis)
                    : victim.arm(aim.at(kill), () -> victim.kill(kill.phase()))::await;
        } else if (fault instanceof Fault.Freeze freeze) {
            return freeze.phase() == Phase.IDLE
                    ? millis -> poll(victim::freezeIfIdle, millis)
                    : victim.arm(aim.at(freeze), () -> victim.freeze(freeze.phase()))::await;
        }
        return millis -> {
            victim.stop();
            return true;
        };
    }

    private static boolean poll(BooleanSupplier attempt, long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean done = attempt.getAsBoolean();
        while (!done && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
            done = attempt.getAsBoolean();
        }
        return done;
    }

    /** Whether the fault hit its phase in this time; otherwise it never will. */
    boolean lands(long withinMillis) throws InterruptedException {
        return landing.within(withinMillis);
    }

    Fault fault() {
        return fault;
    }

    RealInstance victim() {
        return victim;
    }

    boolean freezes() {
        return fault instanceof Fault.Freeze;
    }
}
