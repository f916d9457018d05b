package io.leasehold.simulator.virtual;

/** How the engines of one run hear of rings. */
enum WakeUp {
    /** The store pushes. */
    PUSH,
    /** They read the bell. */
    BELL,
    /** Not at all: what is pushed or rung is lost, for good. */
    LOST
}
