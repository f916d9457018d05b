package io.leasehold.engine.runtime;

/** A queue of blocking calls: those of one lane are made one after the other, in order; lanes never wait for each other. */
public enum Lane {
    /** Grants, renewals and the lease's end, and nothing else. */
    HEARTBEAT,
    /** Surveys, claims, housekeeping, the bell and the subscription to it. */
    TAKEOVER,
    /** Batches of owners' writes. */
    WRITE,
    /** Reads of single jobs and of what the lease owns. */
    READ,
    /** Locks: how they stand, takes and releases. */
    LOCK,
    /** The user's submissions and orders. */
    OPERATOR,
    /** The user's listener. */
    LISTENER
}
