package io.leasehold.simulator.report;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.real.RealRun;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.real.Verdict;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.scenario.ScenarioFile;
import java.util.Optional;

/**
 * A real run over a store of one's own as a test of one's own build: {@code RealSimulation.over(uri).holds()}. Real threads, real time:
 * two minutes at factor 10. Immutable.
 *
 * @param options what is run
 */
public record RealSimulation(RunOptions options) {
    /** A run in which the machine stood still shows nothing; it is repeated so often at most. */
    private static final int REPEATS = 2;

    /**
     * The scenario that comes with the simulator, at factor 10, four instances, seed 1, over the store that this URI names, in a
     * namespace of its own.
     */
    public static RealSimulation over(String uri) {
        return new RealSimulation(new RunOptions(ScenarioFile.bundled(), Optional.of(uri), 10, 4, 1));
    }

    /** The same with other jobs, lease times and faults. */
    public RealSimulation scenario(Scenario other) {
        return new RealSimulation(new RunOptions(
                other, options.store(), options.factor(), options.instances(), options.seed(), options.terms()));
    }

    /** The same, so many times faster than real: 1 to 10. */
    public RealSimulation factor(int other) {
        return new RealSimulation(new RunOptions(
                options.scenario(), options.store(), other, options.instances(), options.seed(), options.terms()));
    }

    /** The same with so many instances at once, 3 to 20. */
    public RealSimulation instances(int other) {
        return new RealSimulation(new RunOptions(
                options.scenario(), options.store(), options.factor(), other, options.seed(), options.terms()));
    }

    /** The same with faults drawn from another seed. */
    public RealSimulation seed(long other) {
        return new RealSimulation(new RunOptions(
                options.scenario(), options.store(), options.factor(), options.instances(), other, options.terms()));
    }

    /** Runs once, and answers what came of it. */
    public RunResult run() throws InterruptedException {
        return new RealRun(options, new History(System::nanoTime)).run();
    }

    /**
     * Runs, again if the machine itself stood still.
     *
     * @throws AssertionError if the run is red, or was invalid each time: its table
     */
    public void holds() throws InterruptedException {
        RunResult result = run();
        for (int i = 0; i < REPEATS && result.verdict() == Verdict.INVALID; i++) {
            result = run();
        }
        if (result.verdict() != Verdict.GREEN) {
            throw new AssertionError(String.join(System.lineSeparator(), Table.of(result)));
        }
    }
}
