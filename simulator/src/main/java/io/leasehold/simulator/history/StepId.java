package io.leasehold.simulator.history;

/** The identity of one step: what must not happen twice. */
public record StepId(String job, String run, long sequence) {
    /** For people. */
    @Override
    public String toString() {
        return "step " + sequence + " of \"" + job + "\" (run " + run + ")";
    }
}
