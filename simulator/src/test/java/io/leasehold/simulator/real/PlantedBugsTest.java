package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.runtime.EngineRuntime;
import io.leasehold.simulator.oracle.Verdict;
import io.leasehold.simulator.real.RunOptions.Seams;
import io.leasehold.simulator.report.Outcome;
import io.leasehold.simulator.report.Progress;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.Scenario;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The main job, short: three broken engines turn it red by DUP, and the same faults leave the engine itself green, so that each is red for
 * its bug and nothing else.
 */
class PlantedBugsTest {

    @Test
    void theEngineItselfIsGreen() throws Exception {
        Outcome outcome = run(List.of(Fault.KILL_AFTER_EFFECT, Fault.FREEZE), Seams.NONE);
        assertThat(outcome.verdicts())
                .allSatisfy(verdict ->
                        assertThat(verdict.violations()).as(verdict.oracle()).isEmpty());
    }

    @Test
    void noDeadlineCheckAndNoFenceIsRed() throws Exception {
        UnaryOperator<EngineRuntime> openGate = BrokenEngines::alwaysOpen;
        Outcome outcome = run(List.of(Fault.FREEZE), new Seams(BrokenEngines::unfenced, openGate));
        assertRed(outcome);
    }

    @Test
    void aStepInDoubtThatIsRepeatedIsRed() throws Exception {
        Outcome outcome = run(
                List.of(Fault.KILL_AFTER_EFFECT),
                new Seams(BrokenEngines::repeatingWhatIsInDoubt, UnaryOperator.identity()));
        assertRed(outcome);
    }

    @Test
    void anIntentRecordedAfterItsEffectIsRed() throws Exception {
        Outcome outcome = run(
                List.of(Fault.KILL_AFTER_EFFECT),
                new Seams(BrokenEngines::intentAfterEffect, UnaryOperator.identity()));
        assertRed(outcome);
    }

    private static void assertRed(Outcome outcome) {
        assertThat(outcome.colour()).isIn(Outcome.Colour.RED, Outcome.Colour.INVALID);
        assertThat(outcome.verdicts())
                .filteredOn(verdict -> verdict.oracle().equals("DUP"))
                .flatExtracting(Verdict::violations)
                .isNotEmpty();
    }

    private static Outcome run(List<Fault> faults, Seams seams) throws InterruptedException {
        List<Automation> automations = IntStream.rangeClosed(1, 6)
                .mapToObj(n -> new Automation("a" + n, "message", "someone", Duration.ofSeconds(10), List.of("hello")))
                .toList();
        Scenario scenario = new Scenario("short", Duration.ofMinutes(4), automations);
        String uri = "jdbc:h2:mem:planted" + System.nanoTime();
        RunOptions options = new RunOptions(scenario, uri, 10, 3, faults, 1, seams);
        return new RealRun(options, new Progress(new PrintStream(OutputStream.nullOutputStream()), false)).run();
    }
}
