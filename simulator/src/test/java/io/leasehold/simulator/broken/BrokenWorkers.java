package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes about workers whose handlers hang. */
final class BrokenWorkers {
    private static final String WORKERS = ENGINE + "Workers.java";
    private static final String INSTANCE = ENGINE + "Instance.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("STALL", "a handler that hangs is not interrupted")
                    .with(
                            WORKERS,
                            "limit = core.runtime().schedule(core.settings().stepTimeout(), this::interrupt);",
                            ""),
            noticedBy("STALL", "a stuck worker is not replaced").with(WORKERS, """
                            busy--;
                            stuck++;
                            """, "stuck++;"),
            noticedBy("LEAK", "goes on however many workers are stuck")
                    .with(
                            INSTANCE,
                            "boolean tooMany = stuck > core.settings().stuckWorkers();",
                            "boolean tooMany = stuck < 0;"),
            noticedBy("STALL", "never joins again once its workers have come back")
                    .with(INSTANCE, "keeper.rejoin();", ""),
            noticedBy("INNOCENT", "gives its lease up over stuck workers while it leaves in order")
                    .with(
                            INSTANCE,
                            "if (tooMany && keeper.phase() != LeaseKeeper.Phase.GIVEN_UP && !departure.begun()) {",
                            "if (tooMany && keeper.phase() != LeaseKeeper.Phase.GIVEN_UP) {"));

    private BrokenWorkers() {}
}
