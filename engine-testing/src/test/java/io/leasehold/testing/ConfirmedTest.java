package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.DeliveryMode.Confirmed.Missing;
import io.leasehold.job.Fence;
import io.leasehold.store.Command;
import io.leasehold.store.Doubt.Resolution;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Status;
import io.leasehold.store.StoreException;
import io.leasehold.testing.MessageSink.Help;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** CONFIRMED: the sink is asked what became of a step in doubt (G4). */
class ConfirmedTest {
    private static final Duration SETTLE = EngineSettings.DEFAULT.settleDelay();

    @Test
    void whatWasDeliveredIsNotSentAgain() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.REPEAT);
        stage.firstDiesBehind("message 2");
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.resolutions()).containsExactly(Resolution.DELIVERED);
        assertThat(stage.sink.asked).hasSize(1);
    }

    @Test
    void whatWasNotDeliveredIsSentUnderTheSameKeyAsANewAttempt() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.REPEAT);
        stage.firstDiesBeforeSending();
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.resolutions()).containsExactly(Resolution.NOT_DELIVERED);
        assertThat(stage.sink.sent.get(0).fence())
                .as("the barrier lets the attempt through that follows the question")
                .isEqualTo(new Fence(2, 2))
                .isEqualTo(stage.sink.asked.get(0).fence());
    }

    @Test
    void theSinkIsAskedOnceARequestUnderWayHasHadItsTime() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.REPEAT);
        stage.firstDiesBeforeSending();
        assertThat(stage.fleet.world().runUntil(() -> stage.job().ownership().token() == 2, DeliveryStage.LONG))
                .isTrue();
        long claimed = stage.fleet.world().nowMillis();
        stage.ends();
        assertThat(stage.sink.asked.get(0).atMillis() - claimed)
                .isBetween(SETTLE.toMillis(), SETTLE.toMillis() + 1_000);
    }

    /** The instance is frozen between its last check and the effect, and wakes when its successor has long sent the message. */
    @Test
    void aLateRequestBouncesOffAFinalAnswer() {
        DeliveryStage stage = frozenBeforeItsEffect(Help.FINAL_ANSWERS);
        stage.allSentOnce();
    }

    /** What is not promised: the sink's truth of one moment doesn't bind it later. */
    @Test
    void aSinkThatMerelyAnswersGetsTheLateRequestToo() {
        DeliveryStage stage = frozenBeforeItsEffect(Help.ANSWERS);
        assertThat(stage.sink.texts()).filteredOn("message 1"::equals).hasSize(2);
        assertThat(stage.sink.texts()).contains("message 2", "message 3").hasSize(4);
    }

    private static DeliveryStage frozenBeforeItsEffect(Help help) {
        DeliveryStage stage = DeliveryStage.confirmed(help, Missing.REPEAT);
        stage.begin();
        stage.first.runtime().nature(slowToBegin());
        assertThat(stage.fleet
                        .world()
                        .runUntil(() -> stage.job().progress().open().isPresent(), DeliveryStage.LONG))
                .isTrue();
        stage.fleet.pass(Duration.ofMillis(1_500));
        stage.first.freeze();
        stage.start("second");
        assertThat(stage.fleet.world().runUntil(() -> stage.sink.sent.size() == 1, DeliveryStage.LONG))
                .isTrue();
        stage.first.runtime().nature(Nature.kind());
        stage.first.wake();
        stage.ends();
        return stage;
    }

    /** A second to the gate, another to the body. */
    private static Nature slowToBegin() {
        return new Nature() {
            @Override
            public Fate call(Operation operation) {
                return Nature.kind().call(operation);
            }

            @Override
            public Duration scheduling() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Duration working() {
                return Nature.kind().working();
            }
        };
    }

    @Test
    void anEffectThatThrewIsAskedAboutInTheSameProcess() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.REPEAT);
        long[] thrown = {0};
        stage.behind = text -> {
            if (text.equals("message 1")) {
                thrown[0] = stage.fleet.world().nowMillis();
                throw new IOException("read timed out");
            }
        };
        stage.begin();
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.resolutions()).containsExactly(Resolution.DELIVERED);
        assertThat(stage.sink.asked.get(0).atMillis() - thrown[0]).isGreaterThanOrEqualTo(SETTLE.toMillis());
        assertThat(stage.sink.asked.get(0).fence()).isEqualTo(new Fence(1, 2));
        assertThat(stage.sink.sent.get(1).atMillis() - stage.sink.sent.get(0).atMillis())
                .as("the pace is kept")
                .isBetween(60_000L, 61_000L);
    }

    @Test
    void anEffectThatKeepsThrowingIsLeftToAPerson() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.REPEAT);
        stage.before = text -> {
            throw new IOException("no route to host");
        };
        stage.begin();
        assertThat(stage.fleet.passUntilAllHaveEnded(Duration.ofHours(2))).isTrue();
        assertThat(stage.job().progress().failures()).isEqualTo(10);
        assertThat(stage.sink.sent).isEmpty();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
    }

    @Test
    void whatTheSinkCannotTellAPersonMust() {
        DeliveryStage stage = answering((text, key) -> Verdict.UNKNOWN);
        stage.firstDiesBehind("message 2");
        stage.ends();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(stage.job().progress().error().orElseThrow()).contains("its sink can't tell");
        assertThat(stage.job().progress().open().filter(OpenStep::inDoubt)).isPresent();

        stage.order(new Command.Resolve(2, 1, Command.Verdict.DELIVERED));
        stage.ends();
        stage.allSentOnce();
    }

    @Test
    void aQuestionThatFailsIsAskedAgainAndAPersonMustLookAfterTen() {
        int[] questions = {0};
        DeliveryStage stage = answering((text, key) -> {
            questions[0]++;
            throw new IOException("503");
        });
        stage.firstDiesBehind("message 2");
        assertThat(stage.fleet.passUntilAllHaveEnded(Duration.ofHours(1))).isTrue();
        assertThat(questions[0]).isEqualTo(10);
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(stage.job().progress().error().orElseThrow()).contains("503");
    }

    @Test
    void aQuestionThatFailsOnceIsAskedAgain() {
        int[] questions = {0};
        DeliveryStage stage = answering((text, key) -> {
            if (questions[0]++ == 0) {
                throw new IOException("503");
            }
            return Verdict.DELIVERED;
        });
        stage.firstDiesBehind("message 2");
        stage.ends();
        stage.allSentOnce();
        assertThat(questions[0]).isEqualTo(2);
    }

    /** The store can't be reached, and the deadline passes while the sink is being asked. */
    @Test
    void aQuestionIsInterruptedPastTheDeadlineAndThenCountsForNothing() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.REPEAT);
        stage.firstDiesBehind("message 2");
        assertThat(stage.fleet.world().runUntil(() -> stage.job().ownership().token() == 2, DeliveryStage.LONG))
                .isTrue();
        stage.second.runtime().nature(cutOffWithASlowSink());
        stage.fleet.pass(SETTLE.plusSeconds(15));
        assertThat(stage.sink.asked).hasSize(1);
        assertThat(stage.events).anyMatch(EngineEvent.Suspended.class::isInstance);
        stage.second.runtime().nature(Nature.kind());
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.sink.asked).as("asked anew, once the lease was proven").hasSize(2);
        assertThat(stage.events).as("no failure").noneMatch(EngineEvent.Retrying.class::isInstance);
    }

    private static Nature cutOffWithASlowSink() {
        return new Nature() {
            @Override
            public Fate call(Operation operation) {
                return Nature.kind().call(operation).refused(new StoreException.StoreUnavailable("cut off"));
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return Duration.ofSeconds(25);
            }
        };
    }

    @Test
    void aMissingMessageCanBeLeftToAPerson() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.PARK);
        stage.firstDiesBeforeSending();
        stage.ends();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(stage.sink.sent).isEmpty();
        stage.order(new Command.Start());
        stage.ends();
        stage.allSentOnce();
    }

    @Test
    void aMissingMessageCanBeSkipped() {
        DeliveryStage stage = DeliveryStage.confirmed(Help.FINAL_ANSWERS, Missing.SKIP);
        stage.firstDiesBeforeSending();
        stage.ends();
        assertThat(stage.sink.texts()).containsExactly("message 2", "message 3");
        assertThat(stage.resolutions()).containsExactly(Resolution.SKIPPED);
    }

    @Test
    void aSettleDelayBelowStepTimeoutAndGuardIsRefused() {
        DeliveryStage stage = new DeliveryStage(
                Help.ANSWERS,
                DeliveryMode.<String>confirmed((text, key, fence) -> Verdict.UNKNOWN)
                        .settleDelay(Duration.ofSeconds(39)));
        assertThatThrownBy(() -> stage.start("first"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settleDelay of message must be at least PT40S")
                .hasMessageContaining("but is PT39S");
    }

    @Test
    void aKeyWindowShorterThanATakeoverIsRefused() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(Duration.ofSeconds(90)));
        assertThatThrownBy(() -> stage.start("first"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keyWindow of message must be at least PT1M57S")
                .hasMessageContaining("but is PT1M30S");
    }

    private interface Answering {
        Verdict answer(String text, String key) throws Exception;
    }

    private static DeliveryStage answering(Answering sink) {
        return new DeliveryStage(
                Help.ANSWERS, DeliveryMode.<String>confirmed((text, key, fence) -> sink.answer(text, key)));
    }
}
