package io.leasehold.simulator.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.door.Seams;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.oracle.Judgement;
import io.leasehold.simulator.real.RealRun;
import io.leasehold.simulator.real.RunOptions;
import io.leasehold.simulator.real.RunResult;
import io.leasehold.simulator.real.Verdict;
import io.leasehold.simulator.scenario.Automation;
import io.leasehold.simulator.scenario.FaultCounts;
import io.leasehold.simulator.scenario.LeaseTimes;
import io.leasehold.simulator.scenario.Scenario;
import io.leasehold.simulator.sink.Delivering;
import io.leasehold.simulator.sink.Sink;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A short main job is green with the engine as it is, and red with each of three planted bugs. */
class PlantedBugsTest {
    private static final int TRIES = 4;

    @Test
    void aSoundEngineIsGreenUnderTheSameFaults() throws InterruptedException {
        FaultCounts all = new FaultCounts(Map.of(Phase.AFTER_EFFECT, 1), Map.of(Phase.AFTER_INTENT, 1), 0);
        RunResult result = run(all, Seams.NONE);
        assertThat(result.judgements())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
        assertThat(result.missed()).isEmpty();
        assertThat(result.verdict()).isEqualTo(Verdict.GREEN);
    }

    /** A message of which its dead sender could not tell, and one that a frozen one sends late: each mode and sink keeps its word. */
    @ParameterizedTest(name = "{0} with a sink {1}")
    @CsvSource({"AT_LEAST_ONCE, KEYS, false", "CONFIRMED, FINAL, false", "AT_LEAST_ONCE, PLAIN, true"})
    void theOtherModesKeepTheirPromisesToo(Delivering delivering, Sink sink, boolean duplicates)
            throws InterruptedException {
        FaultCounts all = new FaultCounts(Map.of(Phase.AFTER_EFFECT, 1), Map.of(Phase.AFTER_INTENT, 1), 0);
        RunResult result = run(all, Seams.NONE, new Terms(delivering, sink));
        assertThat(result.judgements())
                .allSatisfy(judgement -> assertThat(judgement.violations())
                        .as(judgement.oracle())
                        .isEmpty());
        assertThat(result.verdict()).isEqualTo(Verdict.GREEN);
        long unpromised =
                result.judgements().stream().mapToLong(Judgement::unpromised).sum();
        assertThat(unpromised > 0).as(unpromised + " duplicates").isEqualTo(duplicates);
    }

    @Test
    void noDeadlineCheckAndNoFenceSendTwice() throws InterruptedException {
        FaultCounts freeze = new FaultCounts(Map.of(), Map.of(Phase.AFTER_INTENT, 1), 0);
        red(run(freeze, new Seams(() -> NoFence::new, () -> NoDeadlineCheck::new)), "DUP");
    }

    @Test
    void aStepInDoubtThatIsRepeatedIsSentTwice() throws InterruptedException {
        red(run(kill(), new Seams(() -> RepeatsDoubts::new, UnaryOperator::identity)), "DUP");
    }

    @Test
    void anIntentRecordedAfterItsEffectSendsTwice() throws InterruptedException {
        red(run(kill(), new Seams(() -> IntentAfterEffect::new, UnaryOperator::identity)), "DUP");
    }

    private static FaultCounts kill() {
        return new FaultCounts(Map.of(Phase.AFTER_EFFECT, 1), Map.of(), 0);
    }

    private static void red(RunResult result, String oracle) {
        assertThat(result.missed()).isEmpty();
        assertThat(result.judgements())
                .filteredOn(judgement -> !judgement.kept())
                .extracting(Judgement::oracle)
                .contains(oracle);
        assertThat(result.verdict()).isEqualTo(Verdict.RED);
    }

    private static RunResult run(FaultCounts faults, Seams seams) throws InterruptedException {
        return run(faults, seams, Terms.DEFAULT);
    }

    /** A run in which this machine stood still proves nothing and is repeated. */
    private static RunResult run(FaultCounts faults, Seams seams, Terms terms) throws InterruptedException {
        RunResult result = once(faults, seams, terms);
        for (int i = 1; i < TRIES && result.verdict() == Verdict.INVALID; i++) {
            result = once(faults, seams, terms);
        }
        return result;
    }

    private static RunResult once(FaultCounts faults, Seams seams, Terms terms) throws InterruptedException {
        RunOptions options = new RunOptions(scenario(faults), Optional.of("memory:"), 10, 3, 7, terms);
        return new RealRun(options, new History(System::nanoTime), seams).run();
    }

    /** Half the main job's lease times; each automation lasts 10 s at factor 10. */
    private static Scenario scenario(FaultCounts faults) {
        List<Automation> automations = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Automation(
                        new JobId("reminder-" + i),
                        "recipient " + i,
                        Duration.ofSeconds(5),
                        List.of("Good morning!", "Time for your tablet.", "Done? Reply YES."),
                        7))
                .toList();
        LeaseTimes lease = new LeaseTimes(
                Duration.ofSeconds(30), Duration.ofSeconds(6), Duration.ofSeconds(12), Duration.ofSeconds(90));
        return new Scenario("a short main job", lease, automations, faults);
    }
}
