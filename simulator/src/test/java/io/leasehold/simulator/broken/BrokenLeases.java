package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes about the instance's own lease. */
final class BrokenLeases {
    static final List<BrokenEngine> ALL = List.of(noticedBy("TWO", "no deadline check")
            .with(ENGINE + "JobWork.java", "() -> gate.passes(lease)", "() -> true"));

    private BrokenLeases() {}
}
