package io.leasehold.simulator.realtime;

import io.leasehold.simulator.scenario.Fault;

/**
 * One fault on its way to the instance that it is aimed at.
 *
 * @param landing tells whether it hits
 */
record Strike(Fault fault, Victim victim, Victim.Landing landing) {
    static Strike at(Victim victim, Fault fault) {
        return new Strike(fault, victim, victim.aim(fault));
    }

    boolean freezes() {
        return fault instanceof Fault.Freeze;
    }
}
