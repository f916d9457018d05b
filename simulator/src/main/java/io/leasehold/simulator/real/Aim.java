package io.leasehold.simulator.real;

import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.scenario.Fault;
import java.util.EnumMap;
import java.util.Map;

/** Where the faults of a run strike. Used by one thread. */
interface Aim {
    /** Where this kill strikes. */
    Spot at(Fault.Kill kill);

    /** Where this freeze strikes. */
    Spot at(Fault.Freeze freeze);

    /** At steps without a transaction. */
    static Aim outside() {
        return new Turns(false);
    }

    /**
     * At steps that are transactions: the first kill of a phase inside, the next one outside, and so on in turn; freezes outside, for who
     * stands still inside keeps a row locked, and nobody can take the job over until it wakes.
     */
    static Aim atTransactions() {
        return new Turns(true);
    }

    /** Inside and outside in turn, where there is an inside. */
    final class Turns implements Aim {
        private final boolean transactions;
        private final Map<Phase, Integer> kills = new EnumMap<>(Phase.class);

        private Turns(boolean transactions) {
            this.transactions = transactions;
        }

        @Override
        public Spot at(Fault.Kill kill) {
            boolean odd = kills.merge(kill.phase(), 1, Integer::sum) % 2 == 1;
            return new Spot(kill.phase(), transactions && odd);
        }

        @Override
        public Spot at(Fault.Freeze freeze) {
            return Spot.outside(freeze.phase());
        }
    }
}
