package io.leasehold.simulator.real;

/** What a run comes to. */
public enum Verdict {
    /** Every oracle is content and every planned fault has hit. */
    GREEN(0),
    /** An oracle found a violation, or a planned fault hit nothing. */
    RED(1),
    /** The machine stood still for too long: the run proves nothing, either way. */
    INVALID(2),
    /** A person ended it before its time: what was seen so far is told. */
    INTERRUPTED(130);

    private final int exitCode;

    Verdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
