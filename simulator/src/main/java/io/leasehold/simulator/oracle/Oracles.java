package io.leasehold.simulator.oracle;

import java.util.List;

/** All oracles, in the order in which reports show them. */
public final class Oracles {
    private static final List<Oracle> ALL = List.of(
            new DupOracle(),
            new LossOracle(),
            new DoubtOracle(),
            new ChainOracle(),
            new TokenOracle(),
            new DownOracle());

    private Oracles() {}

    /** What each oracle finds. */
    public static List<Verdict> judge(Evidence evidence) {
        return ALL.stream().map(oracle -> oracle.judge(evidence)).toList();
    }
}
