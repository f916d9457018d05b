package io.leasehold.simulator.processes;

import io.leasehold.engine.EngineSettings;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.simulator.scenario.Scenario;
import java.time.Duration;

/**
 * What to run with processes.
 *
 * @param run jobs, faults, store, how fast; each kill is a SIGKILL, each freeze a SIGSTOP, each stop a SIGTERM. Jobs last as the scenario
 *     says: see {@link #lasting}
 * @param halts how many instances halt themselves besides, behind an intent and behind an effect in turn
 * @param killHost whether a process of its own hosts the H2 file, and is killed behind all other faults
 */
public record ProcessOptions(RunOptions run, int halts, boolean killHost) {
    private static final int MOST_HALTS = 1_000;

    /** How long a JVM may take to start on a busy machine, whatever the factor. */
    private static final Duration START = Duration.ofSeconds(6);

    public ProcessOptions {
        if (halts < 0 || halts > MOST_HALTS) {
            throw new IllegalArgumentException("halts must be between 0 and " + MOST_HALTS + ", but is " + halts);
        }
    }

    /** All faults of the plan, the halts among the kills. */
    FaultCounts faults() {
        return Deaths.all(run.scenario().faults(), halts);
    }

    /** The most faults of one wave: two instances are left, of which one may be starting. */
    int atOnce() {
        return run.instances() - 2;
    }

    /**
     * The same with every job going on for as long as the faults are going to take: a wave may have to wait until its victims have got
     * jobs from those of the wave before it, and then until others have theirs.
     */
    public ProcessOptions lasting() {
        EngineSettings settings = run.settings();
        int waves = 2 + (faults().total() + atOnce() - 1) / atOnce() + (killHost ? 4 : 0);
        Duration wave = settings.crashBound()
                .multipliedBy(2)
                .plus(settings.heartbeat().multipliedBy(3))
                .plus(START);
        Scenario longer = run.scenario().lasting(wave.multipliedBy(waves).multipliedBy(run.factor()));
        return new ProcessOptions(
                new RunOptions(longer, run.store(), run.factor(), run.instances(), run.seed(), run.terms()),
                halts,
                killHost);
    }
}
