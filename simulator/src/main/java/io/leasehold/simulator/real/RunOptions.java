package io.leasehold.simulator.real;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.store.LeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a run is made of.
 *
 * @param scenario the automations
 * @param storeUri where they are kept
 * @param factor how many times faster than the real numbers, 1 to 10
 * @param instances how many instances there are once all have joined
 * @param faults what is done to them, in order
 * @param seed draws the victims
 * @param seams where tests plant bugs
 */
public record RunOptions(
        Scenario scenario, String storeUri, int factor, int instances, List<Fault> faults, long seed, Seams seams) {
    public RunOptions {
        faults = List.copyOf(faults);
        between("factor", factor, 1, 10);
        between("instances", instances, 2, 50);
    }

    /** Where a test may put a decorator between an engine and its doors. */
    public record Seams(UnaryOperator<LeaseStore> store, UnaryOperator<EngineRuntime> runtime) {
        /** Nothing in between. */
        public static final Seams NONE = new Seams(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** The engine's settings: 60/10/30 s and the promise of 90 s, divided by the factor. */
    public EngineSettings settings() {
        return EngineSettings.lasting(
                        Duration.ofSeconds(60).dividedBy(factor),
                        Duration.ofSeconds(10).dividedBy(factor),
                        Duration.ofSeconds(30).dividedBy(factor))
                .maxDowntime(EngineSettings.PROMISE.dividedBy(factor));
    }

    private static void between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "--" + what + " must be between " + least + " and " + most + ", but is " + value);
        }
    }
}
