package io.leasehold.simulator.real;

import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.scenario.Fault;

/** All that strikes strikes inside transactions. */
record Inside() implements Aim {
    @Override
    public Spot at(Fault.Kill kill) {
        return Spot.inside(kill.phase());
    }

    @Override
    public Spot at(Fault.Freeze freeze) {
        return Spot.inside(freeze.phase());
    }
}
