package io.leasehold.simulator.scenario;

import io.leasehold.simulator.history.Phase;

/** One thing that is done to an instance. */
public sealed interface Fault {
    /** It is killed in this phase of a job of its own. */
    record Kill(Phase phase) implements Fault {}

    /** It stands still for longer than its lease lasts, beginning in this phase. */
    record Freeze(Phase phase) implements Fault {}

    /** It is stopped in order. */
    record Stop() implements Fault {}

    /** For people. */
    default String words() {
        if (this instanceof Kill kill) {
            return "kill " + kill.phase().words();
        }
        return this instanceof Freeze freeze ? "freeze " + freeze.phase().words() : "stop in order";
    }
}
