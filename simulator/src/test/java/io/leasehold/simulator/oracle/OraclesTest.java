package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Chain;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.Effect;
import io.leasehold.simulator.history.HistoryEvent.Held;
import io.leasehold.simulator.history.HistoryEvent.HeldJob;
import io.leasehold.simulator.history.HistoryEvent.InDoubt;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.Phase;
import io.leasehold.simulator.history.HistoryEvent.Submitted;
import io.leasehold.store.Bytes;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Ownership;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StepKey;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each oracle passes a good run, and finds the violation that is planted in it. */
class OraclesTest {
    private static final JobId JOB = new JobId("job");
    private static final RunId RUN = RunId.of(7);

    /** Four steps, a second apart; instance a is killed after the effect of step 2, b reports it and goes on. */
    private final List<HistoryEvent> good = new ArrayList<>();

    private Status ended = Status.FINISHED;

    @BeforeEach
    void tellAGoodRun() {
        good.add(new Submitted(0, JOB, RUN, 4, Duration.ofSeconds(1)));
        good.add(effect(1_000, 1, 1, "a"));
        good.add(effect(2_000, 2, 1, "a"));
        good.add(new Killed(2_001, "a", Phase.AFTER_EFFECT));
        good.add(new Held(2_010, "a", 2_001, false, List.of(new HeldJob(JOB, 3_000))));
        good.add(new InDoubt(8_000, step(2), Doubt.Cause.OWNER_GONE, "b"));
        good.add(effect(8_100, 3, 2, "b"));
        good.add(effect(9_100, 4, 2, "b"));
    }

    @Test
    void aGoodRunIsGreenEverywhereAndGaveEachOracleOpportunities() {
        assertThat(Oracles.judge(evidence())).hasSize(6).allSatisfy(verdict -> {
            assertThat(verdict.violations()).as(verdict.oracle()).isEmpty();
            assertThat(verdict.opportunities()).as(verdict.oracle()).isPositive();
        });
    }

    @Test
    void dupFindsAStepThatWasSentTwice() {
        good.add(effect(8_050, 2, 2, "b"));
        assertThat(found("DUP"))
                .singleElement()
                .asString()
                .contains("/2 was sent 2 times", "a at 2000 ms", "b at 8050");
    }

    @Test
    void lossFindsAStepThatWasNeitherSentNorReported() {
        good.removeIf(event -> event instanceof Effect effect && effect.step().sequence() == 4);
        assertThat(found("LOSS")).singleElement().asString().contains("/4 was neither sent nor reported in doubt");
    }

    @Test
    void lossAcceptsAStepThatWasReportedAndNotSent() {
        good.removeIf(event -> event instanceof Effect effect && effect.step().sequence() == 2);
        assertThat(found("LOSS")).isEmpty();
        assertThat(found("CHAIN")).isEmpty();
    }

    @Test
    void lossFindsARunThatDidNotEnd() {
        ended = Status.READY;
        assertThat(found("LOSS")).singleElement().asString().contains("has not finished");
    }

    @Test
    void doubtFindsAReportThatAKillAtRestCannotExplain() {
        good.replaceAll(event -> event instanceof Killed ? new Killed(2_001, "a", Phase.IDLE) : event);
        assertThat(found("DOUBT")).singleElement().asString().contains("/2 was reported in doubt by b");
    }

    @Test
    void doubtFindsASecondReportThatOneFaultCannotExplain() {
        good.removeIf(event -> event instanceof Effect effect && effect.step().sequence() > 1);
        good.add(new InDoubt(8_050, step(3), Doubt.Cause.OWNER_GONE, "b"));
        assertThat(found("DOUBT")).singleElement().asString().contains("/3 was reported in doubt");
    }

    @Test
    void chainFindsAnEffectDecidedOnAnotherPast() {
        good.replaceAll(event -> event instanceof Effect effect && effect.step().sequence() == 4
                ? new Effect(9_100, effect.step(), 2, "b", effect.payload(), "0123456789abcdef")
                : event);
        assertThat(found("CHAIN")).singleElement().asString().contains("/4 was decided on another past");
    }

    @Test
    void chainFindsAGapThatNobodyReported() {
        good.removeIf(event -> event instanceof InDoubt
                || (event instanceof Effect effect && effect.step().sequence() == 2));
        assertThat(found("CHAIN")).singleElement().asString().contains("/3 follows a step that was neither sent nor");
    }

    @Test
    void tokenFindsOneThatFellAndOneThatTwoInstancesUsed() {
        good.replaceAll(event ->
                event instanceof Effect effect && effect.step().sequence() == 4 ? effect(9_100, 4, 1, "b") : event);
        assertThat(found("TOKEN"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("token 1 of job job was used by a and b"))
                .anySatisfy(line -> assertThat(line).contains("/4 was sent under token 1 after one under 2"));
    }

    @Test
    void downFindsAStandstillBeyondTheBoundAndCountsFromWhenTheJobWasDue() {
        assertThat(Downtimes.in(evidence()))
                .singleElement()
                .extracting("millis")
                .isEqualTo(5_100L);
        good.replaceAll(event ->
                event instanceof Effect effect && effect.step().sequence() == 3 ? effect(10_501, 3, 2, "b") : event);
        assertThat(found("DOWN"))
                .singleElement()
                .asString()
                .contains("stood still for 7501 ms after the end of a; the bound is 7500 ms");
    }

    @Test
    void downHoldsAnOrderlyStopToASecondFromTheEndOfItsStepInHand() {
        good.replaceAll(event -> event instanceof Held held
                ? new Held(held.atMillis(), "a", 1_500, true, List.of(new HeldJob(JOB, 2_000)))
                : event);
        assertThat(found("DOWN")).singleElement().asString().contains("6100 ms after the orderly stop of a");
    }

    @Test
    void downBeginsAnewAtALaterDeath() {
        good.add(new Held(6_000, "c", 6_000, false, List.of(new HeldJob(JOB, 3_000))));
        assertThat(Downtimes.in(evidence()))
                .singleElement()
                .extracting("millis")
                .isEqualTo(2_100L);
    }

    private List<String> found(String oracle) {
        return Oracles.judge(evidence()).stream()
                .filter(verdict -> verdict.oracle().equals(oracle))
                .flatMap(verdict -> verdict.violations().stream())
                .toList();
    }

    private Evidence evidence() {
        JobRecord record = new JobRecord(
                JOB,
                "message",
                RUN,
                Bytes.EMPTY,
                Wish.RUNNING,
                0,
                Ownership.none(2),
                Progress.initial(1).change().sequence(5).status(ended).done(),
                Duration.ZERO,
                Optional.empty(),
                List.of());
        return new Evidence(good, List.of(record), Duration.ofMillis(7_500), Duration.ofSeconds(1));
    }

    private static Effect effect(long at, long sequence, long token, String instance) {
        String link = Chain.START;
        for (long n = 1; n <= sequence; n++) {
            link = Chain.next(link, step(n), "text " + n);
        }
        return new Effect(at, step(sequence), token, instance, "text " + sequence, link);
    }

    private static StepKey step(long sequence) {
        return new StepKey(JOB, RUN, sequence);
    }
}
