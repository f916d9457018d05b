package io.leasehold.simulator.oracle;

/** Judges a run by one rule. Stateless and thread-safe. */
@FunctionalInterface
public interface Oracle {
    /** What this oracle finds in the evidence. */
    Verdict judge(Evidence evidence);
}
