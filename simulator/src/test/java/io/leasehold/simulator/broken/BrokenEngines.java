package io.leasehold.simulator.broken;

import java.util.List;
import java.util.stream.Stream;

/** Every engine that is broken on purpose. */
final class BrokenEngines {
    static final String ENGINE = "engine/src/main/java/io/leasehold/engine/internal/";
    static final String STORE = "api/src/main/java/io/leasehold/store/";

    static final List<BrokenEngine> ALL = Stream.of(
                    BrokenSteps.ALL,
                    BrokenLeases.ALL,
                    BrokenWrites.ALL,
                    BrokenClaims.ALL,
                    BrokenShares.ALL,
                    BrokenWorkers.ALL,
                    BrokenRules.ALL,
                    BrokenProbations.ALL)
            .flatMap(List::stream)
            .toList();

    private BrokenEngines() {}
}
