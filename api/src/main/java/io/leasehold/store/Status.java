package io.leasehold.store;

/** What the engines found about a job. A job is <em>runnable</em> when it is {@link #READY} and its wish is {@link Wish#RUNNING}. */
public enum Status {
    /** It can make progress. */
    READY,
    /** It waits for a person. */
    PARKED,
    /** Its decision or effect failed too often in a row. */
    FAILED,
    /** It took its owner down while it was under suspicion of just that. */
    QUARANTINED,
    /** Its run has reached its end. */
    FINISHED
}
