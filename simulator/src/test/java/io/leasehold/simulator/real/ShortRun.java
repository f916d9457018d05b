package io.leasehold.simulator.real;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.simulator.scenario.LeaseTimes;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run of some seconds whose messages are rows of a database: half the main job's lease times, at factor 10.
 *
 * @param faults what befalls the instances
 * @param seconds how long each job takes by itself, two messages a second
 * @param seams what stands between engines and world
 * @param aim where faults strike
 */
public record ShortRun(FaultCounts faults, int seconds, Seams seams, Aim aim) {
    /** A run in which this machine stood still is repeated until there were so many. */
    static final int TRIES = 4;

    private static final int INSTANCES = 3;
    private static final long SEED = 7;

    /** Sound engines, faults as a run of the command line has them. */
    public ShortRun(FaultCounts faults, int seconds) {
        this(faults, seconds, Seams.NONE);
    }

    /** The same with other parts between engines and world. */
    public ShortRun(FaultCounts faults, int seconds, Seams seams) {
        this(faults, seconds, seams, Aim.atTransactions());
    }

    /** Runs; a run in which this machine stood still proves nothing and is repeated. */
    public RunResult run(String uri) throws InterruptedException {
        RunResult result = once(uri);
        for (int i = 1; i < TRIES && result.verdict() == Verdict.INVALID; i++) {
            result = once(uri);
        }
        return result;
    }

    private RunResult once(String uri) throws InterruptedException {
        RunOptions options = new RunOptions(
                scenario(faults, seconds), Optional.of(uri), 10, INSTANCES, SEED, Terms.of(Delivering.IN_STORE));
        return new RealRun(options, new History(System::nanoTime), seams, aim).run();
    }

    /** Six jobs of so many seconds each, and these faults. */
    static Scenario scenario(FaultCounts faults, int seconds) {
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
}
