package io.leasehold.simulator.real;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.sink.Terms;
import java.util.List;
import java.util.Optional;

/**
 * What to run.
 *
 * @param scenario jobs and faults
 * @param store the URI of the store; none: an H2 file in a fresh folder
 * @param factor how many times faster than in the scenario's real numbers, 1 to 10
 * @param instances how many run at once, from 3; one of them joins after the first death
 * @param seed draws order, victims and pauses of the faults
 * @param terms what the jobs do about a step in doubt, and what help the sink gives
 */
public record RunOptions(Scenario scenario, Optional<String> store, int factor, int instances, long seed, Terms terms) {
    public RunOptions {
        between("factor", factor, 1, 10);
        between("instances", instances, 3, 20);
        List<String> obstacles = scenario.lease().settings(factor).obstacles();
        if (!obstacles.isEmpty()) {
            throw new IllegalArgumentException("the scenario's lease times can't keep the promise at factor " + factor
                    + ": " + String.join("; ", obstacles));
        }
    }

    /** The same at most once. */
    public RunOptions(Scenario scenario, Optional<String> store, int factor, int instances, long seed) {
        this(scenario, store, factor, instances, seed, Terms.DEFAULT);
    }

    private static void between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + ", but is " + value);
        }
    }

    /** The engines' settings. */
    public EngineSettings settings() {
        return scenario.lease().settings(factor);
    }
}
