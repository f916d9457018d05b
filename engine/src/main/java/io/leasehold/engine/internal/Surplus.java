package io.leasehold.engine.internal;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.Survey;

/**
 * E5: how far an instance is from its fair share, as the last reports of the live make it: the fleet's jobs in proportion to its weight.
 * Pure arithmetic.
 *
 * @param owned how many jobs the instance owns
 * @param jobs how many jobs the fleet owns
 * @param weight the instance's weight
 * @param fleetWeight the fleet's
 * @param elsewhere how many more jobs the others would own together
 */
record Surplus(long owned, long jobs, long weight, long fleetWeight, long elsewhere) {
    /** The most jobs that are handed over at once: what one round of a claimer brings. */
    static final int MOST = FairShare.MOST;

    /** As a survey has it. What an instance owns is known to itself before its next report. */
    static Surplus of(Survey.Fleet fleet, long owned, EngineSettings settings) {
        long own = Math.max(0, settings.room() - owned);
        return new Surplus(
                owned,
                Math.max(owned, fleet.jobs()),
                settings.weight(),
                Math.max(settings.weight(), fleet.weight()),
                fleet.instances() <= 1 ? 0 : Math.max(0, fleet.room() - own));
    }

    /** Whole jobs beyond the share; below zero: that many are lacking. */
    long over() {
        return (owned * fleetWeight - jobs * weight) / fleetWeight;
    }

    /**
     * How many jobs to hand over now: a tenth of what is over, one at least, no more than others have room for. Nothing, while the
     * surplus is less than a tenth of the share, or the others own on the average not even two jobs fewer: then handing one over evens
     * nothing out, and it would be handed on.
     *
     * @param grown whether the fleet has grown since all was even: a newcomer has nothing, so that what each of many is over is little,
     *     and all of it due
     */
    int handOver(boolean grown) {
        long excess = owned * fleetWeight - jobs * weight;
        long least = grown ? fleetWeight : Math.max(2 * (fleetWeight - weight), jobs * weight / 10);
        long due = Math.max(1, over() / 10);
        return excess < least ? 0 : (int) Math.min(Math.min(MOST, elsewhere), due);
    }
}
