package io.leasehold.simulator.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.Verdict;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.simulator.scenario.LeaseTimes;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A run of some seconds with JVMs as instances: half the main job's lease times, at factor 10.
 *
 * @param faults what befalls the instances
 * @param halts how many halt themselves besides
 * @param seconds how long each job takes by itself, two messages a second
 * @param classPath what the instances are made of
 */
record ShortProcessRun(FaultCounts faults, int halts, int seconds, String classPath) {
    /** A run in which this machine stood still is repeated until there were so many. */
    private static final int TRIES = 2;

    /** What is promised in time: a machine that stands still may cost it. */
    private static final Set<String> TIMED = Set.of("DOWN", "TOLD", "LEAK");

    private static final int INSTANCES = 4;
    private static final long SEED = 7;

    /** A SIGKILL, a halt, a SIGSTOP, each in another phase. */
    static ShortProcessRun ofAll() {
        FaultCounts faults = new FaultCounts(Map.of(Phase.AFTER_EFFECT, 1), Map.of(Phase.AFTER_INTENT, 1), 1);
        return new ShortProcessRun(faults, 1, 14, Launch.ownClassPath());
    }

    /** It has signals. */
    static void assumeSignals() {
        assumeThat(System.getProperty("os.name")).as("this machine has signals").doesNotStartWith("Windows");
    }

    /** Runs; a run in which this machine stood still proves nothing about times and is repeated. */
    ProcessResult run(Optional<String> uri) throws InterruptedException {
        assumeSignals();
        ProcessResult result = once(uri);
        for (int i = 1; i < TRIES && result.run().verdict() == Verdict.INVALID; i++) {
            result = once(uri);
        }
        return result;
    }

    private ProcessResult once(Optional<String> uri) throws InterruptedException {
        RunOptions run = new RunOptions(scenario(), uri, 10, INSTANCES, SEED);
        return new ProcessRun(new ProcessOptions(run, halts, false), new History(System::nanoTime), classPath).run();
    }

    private Scenario scenario() {
        List<Automation> automations = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Automation(
                        new JobId("reminder-" + i),
                        "recipient " + i,
                        Duration.ofSeconds(5),
                        List.of("Time for your tablet.", "Done? Reply YES."),
                        seconds))
                .toList();
        LeaseTimes lease = new LeaseTimes(
                Duration.ofSeconds(30), Duration.ofSeconds(6), Duration.ofSeconds(12), Duration.ofSeconds(90));
        return new Scenario("a short main job", lease, automations, faults);
    }

    /** All is well, as far as this machine lets anybody say so, and what was planned was done to processes. */
    void green(Optional<String> uri) throws InterruptedException {
        ProcessResult result = run(uri);
        boolean timely = result.run().verdict() != Verdict.INVALID;
        assertThat(result.run().judgements())
                .filteredOn(judgement -> timely || !TIMED.contains(judgement.oracle()))
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
        assertThat(result.run().missed()).isEmpty();
        assertThat(result.run().verdict()).isNotEqualTo(Verdict.RED);
        ProcessFigures figures = result.figures();
        assertThat(figures.sigkills()).isEqualTo(1);
        assertThat(figures.halts()).isEqualTo(1);
        assertThat(figures.sigstops()).isEqualTo(1);
        assertThat(figures.shortestFreezeMillis())
                .isGreaterThan(result.run().options().settings().ttl().toMillis());
        assertThat(figures.sigkills() + figures.halts() + figures.sigterms())
                .as("nothing else ended any of them")
                .isEqualTo(figures.started());
    }

    /** This oracle notices. */
    void red(String oracle) throws InterruptedException {
        ProcessResult result = run(Optional.empty());
        assertThat(result.run().judgements())
                .filteredOn(judgement -> !judgement.kept())
                .extracting(Judgement::oracle)
                .contains(oracle);
        assertThat(result.run().verdict()).isNotEqualTo(Verdict.GREEN);
    }
}
