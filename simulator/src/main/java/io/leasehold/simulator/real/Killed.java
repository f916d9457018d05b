package io.leasehold.simulator.real;

/** Thrown on every thread of a killed instance at its next passage of the valve, as if the process were gone. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("this instance was killed", null, false, false);
    }
}
