package io.leasehold.simulator.oracle;

import java.util.List;

/** Holds one rule against the evidence of a run. Keeps no state. */
public interface Oracle {
    /** All that a run with real threads is judged by. */
    List<Oracle> ALL = List.of(new Dup(), new Loss(), new Doubt(), new Chain(), new Token(), new Down(), new Told());

    /** Its name in capitals, as the scenarios call it. */
    String name();

    /** What it finds. */
    Judgement judge(Evidence evidence);
}
