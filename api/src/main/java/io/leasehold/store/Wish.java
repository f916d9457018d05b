package io.leasehold.store;

/** What the operator wants of a job. Only the operator's commands change it. */
public enum Wish {
    /** The job shall make progress. */
    RUNNING,
    /** The job shall rest where it stands; it is no orphan. */
    STOPPED
}
