package io.leasehold.store;

/** How a lease came to its end. */
public enum LeaseEnd {
    /** Handed back by its own instance, in order. */
    CLEAN,
    /** Ended after its time had passed, or by its own engine over a stuck step. */
    LAPSED,
    /** Given up by its own instance past the deadline, or buried because its record was gone. */
    LOST
}
