package io.leasehold.engine.runtime;

/** What a blocking call asks; each has its lane. For queues, logs, and tests that have something happen to one of them. */
public enum Operation {
    /** The lease is granted. */
    GRANT(Lane.HEARTBEAT),
    /** The lease is renewed, or asked for. */
    RENEW(Lane.HEARTBEAT),
    /** The lease is ended. */
    END(Lane.HEARTBEAT),
    /** The fleet is surveyed. */
    SURVEY(Lane.TAKEOVER),
    /** Orphans are claimed. */
    CLAIM(Lane.TAKEOVER),
    /** A step of housekeeping is done. */
    TIDY(Lane.TAKEOVER),
    /** The bell is read. */
    BELL(Lane.TAKEOVER),
    /** The store is asked to tell of rings by itself. */
    SUBSCRIBE(Lane.TAKEOVER),
    /** That is ended. */
    UNSUBSCRIBE(Lane.TAKEOVER),
    /** A batch of owner's writes is applied. */
    WRITE(Lane.WRITE),
    /** One job is read. */
    FIND(Lane.READ),
    /** What the lease owns is walked. */
    OWNED(Lane.READ),
    /** A job is read and parked. */
    PARK(Lane.READ),
    /** It is asked how a lock stands. */
    LOCK(Lane.LOCK),
    /** A lock is taken. */
    TAKE_LOCK(Lane.LOCK),
    /** A lock is released. */
    RELEASE_LOCK(Lane.LOCK),
    /** Jobs are submitted. */
    SUBMIT(Lane.OPERATOR),
    /** An operator's order is carried out. */
    COMMAND(Lane.OPERATOR),
    /** An operator looks at jobs. */
    LOOK(Lane.OPERATOR),
    /** The bell is rung. */
    RING(Lane.OPERATOR),
    /** The user's listener hears of an event. */
    LISTEN(Lane.LISTENER);

    private final Lane lane;

    Operation(Lane lane) {
        this.lane = lane;
    }

    /** The lane that calls of this kind are made in. */
    public Lane lane() {
        return lane;
    }
}
