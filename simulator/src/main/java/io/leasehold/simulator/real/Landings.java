package io.leasehold.simulator.real;

import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.realtime.Victim.Landing;
import io.leasehold.simulator.scenario.Fault;

/** How a fault reaches an instance of threads. */
final class Landings {
    private Landings() {}

    static Landing of(RealInstance victim, Fault fault, Aim aim) {
        if (fault instanceof Fault.Kill kill) {
            return kill.phase() == Phase.IDLE
                    ? Landing.polling(victim::killIfIdle)
                    : victim.arm(aim.at(kill), () -> victim.kill(kill.phase()))::await;
        } else if (fault instanceof Fault.Freeze freeze) {
            return freeze.phase() == Phase.IDLE
                    ? Landing.polling(victim::freezeIfIdle)
                    : victim.arm(aim.at(freeze), () -> victim.freeze(freeze.phase()))::await;
        }
        return millis -> {
            victim.stop();
            return true;
        };
    }
}
