package io.leasehold.simulator.scale;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.TakeoverEngine;
import io.leasehold.job.JobType;
import io.leasehold.store.LeaseId;
import io.leasehold.testing.VirtualRuntime;

/** One instance of a fleet that is measured. */
final class ScaleInstance {
    private final String label;
    private final Meter meter;
    private final VirtualRuntime runtime;
    private final TakeoverEngine engine;

    ScaleInstance(
            String label,
            Meter meter,
            VirtualRuntime runtime,
            MeteredStore store,
            EngineSettings settings,
            JobType<?, ?, ?>... types) {
        this.label = label;
        this.meter = meter;
        this.runtime = runtime;
        this.engine = TakeoverEngine.on(store)
                .run(types)
                .settings(settings)
                .label(label)
                .runtime(name -> runtime)
                .start();
    }

    LeaseId lease() {
        return engine.health().lease();
    }

    /** What it has asked of the store so far. */
    Counts counts() {
        return meter.counts();
    }

    boolean alive() {
        return runtime.alive();
    }

    void kill() {
        runtime.kill();
    }

    /** A correct engine's loop never fails. */
    void checkLoop() {
        runtime.problems().stream().findFirst().ifPresent(problem -> {
            throw new IllegalStateException("the loop of " + label + " failed: " + problem, problem);
        });
    }
}
