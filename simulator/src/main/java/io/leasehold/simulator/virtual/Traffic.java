package io.leasehold.simulator.virtual;

/** What one call that travels is: a record call is quick, and one of several of its operation. */
enum Traffic {
    /** A call of the lease store. */
    OPERATIONS(15, 1),
    /** A call of the record store. */
    RECORD_CALLS(2, 0.25);

    private final long millis;
    private final double share;

    Traffic(long millis, double share) {
        this.millis = millis;
        this.share = share;
    }

    /** How long each way takes at most, if all goes well. */
    long millis() {
        return millis;
    }

    /** Which part of the troubles drawn for a whole operation befalls one call. */
    double share() {
        return share;
    }
}
