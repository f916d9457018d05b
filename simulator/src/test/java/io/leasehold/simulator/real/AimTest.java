package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.scenario.Fault;
import org.junit.jupiter.api.Test;

/** Where faults strike: inside a transaction, outside, or there is none. */
class AimTest {
    private static final Fault.Kill EARLY = new Fault.Kill(Phase.AFTER_INTENT);
    private static final Fault.Kill LATE = new Fault.Kill(Phase.AFTER_EFFECT);
    private static final Fault.Freeze FREEZE = new Fault.Freeze(Phase.AFTER_EFFECT);

    @Test
    void killsOfAPhaseStrikeInsideAndOutsideInTurn() {
        Aim aim = Aim.atTransactions();
        assertThat(aim.at(LATE)).isEqualTo(Spot.inside(Phase.AFTER_EFFECT));
        assertThat(aim.at(EARLY)).isEqualTo(Spot.inside(Phase.AFTER_INTENT));
        assertThat(aim.at(LATE)).isEqualTo(Spot.outside(Phase.AFTER_EFFECT));
        assertThat(aim.at(LATE)).isEqualTo(Spot.inside(Phase.AFTER_EFFECT));
    }

    @Test
    void freezesStrikeOutside() {
        assertThat(Aim.atTransactions().at(FREEZE)).isEqualTo(Spot.outside(Phase.AFTER_EFFECT));
    }

    @Test
    void whereThereIsNoTransactionAllStrikesOutside() {
        assertThat(Aim.outside().at(LATE)).isEqualTo(Spot.outside(Phase.AFTER_EFFECT));
        assertThat(Aim.outside().at(FREEZE)).isEqualTo(Spot.outside(Phase.AFTER_EFFECT));
    }
}
