package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes about whom jobs are handed to. */
final class BrokenShares {
    private static final String SHARE = ENGINE + "FairShare.java";
    private static final String SURPLUS = ENGINE + "Surplus.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("BALANCE", "hands nothing over")
                    .with(SURPLUS, "return excess < least ? 0 :", "return excess > -1 ? 0 :"),
            noticedBy("CHURN", "hands over what evens nothing out")
                    .with(SURPLUS, "Math.max(2 * (fleetWeight - weight), jobs * weight / 10)", "1"),
            noticedBy("BALANCE", "claims beyond its room")
                    .with(SHARE, "long most = Math.min(settings.room() - owned, MOST);", "long most = MOST;"));

    private BrokenShares() {}
}
