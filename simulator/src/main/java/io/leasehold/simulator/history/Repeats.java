package io.leasehold.simulator.history;

/** When the same step may reach the sink again, by what delivery mode and sink promise together. */
public enum Repeats {
    /** Never. */
    NEVER,
    /** Where an earlier request reached the sink later than the settle delay after it could last have been held back. */
    OVERTAKEN,
    /** Where the step was reported in doubt. */
    IN_DOUBT
}
