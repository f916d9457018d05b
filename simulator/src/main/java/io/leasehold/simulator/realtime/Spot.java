package io.leasehold.simulator.realtime;

import io.leasehold.simulator.history.Phase;

/**
 * Where exactly in a step a fault strikes. Inside a transaction {@link Phase#AFTER_INTENT} is behind the step's write and before its
 * message, {@link Phase#AFTER_EFFECT} behind the message and before the commit; outside it is before the first statement, and behind the commit of
 * which nobody has heard.
 *
 * @param inTransaction whether inside the transaction that holds message and step; there is none where messages leave the store
 */
public record Spot(Phase phase, boolean inTransaction) {
    /** Where there is no transaction, or outside it. */
    public static Spot outside(Phase phase) {
        return new Spot(phase, false);
    }

    /** Within the transaction. */
    public static Spot inside(Phase phase) {
        return new Spot(phase, true);
    }
}
