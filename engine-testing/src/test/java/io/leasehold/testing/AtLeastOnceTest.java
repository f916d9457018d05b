package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.NotPerformed;
import io.leasehold.store.Command;
import io.leasehold.store.Doubt;
import io.leasehold.store.Doubt.Resolution;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Status;
import io.leasehold.testing.MessageSink.Help;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** AT_LEAST_ONCE: the recorded effect once more under the same key, while the sink knows it (G5). */
class AtLeastOnceTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void withASinkThatHonoursKeysEveryMessageIsSentOnce() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(DAY));
        stage.firstDiesBehind("message 2");
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.resolutions()).containsExactly(Resolution.REPEATED);
        assertThat(stage.events)
                .filteredOn(EngineEvent.InDoubt.class::isInstance)
                .singleElement()
                .extracting(event -> ((EngineEvent.InDoubt) event).doubt().cause())
                .isEqualTo(Doubt.Cause.OWNER_GONE);
    }

    @Test
    void whatTheFirstNeverSentIsSentByTheSecond() {
        DeliveryStage stage = new DeliveryStage(Help.NONE, DeliveryMode.atLeastOnce());
        stage.firstDiesBeforeSending();
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.sink.sent.get(0).fence().attempt()).isEqualTo(2);
    }

    @Test
    void aSinkThatHelpsNobodyGetsTheRepeatUnderTheSameKey() {
        DeliveryStage stage = new DeliveryStage(Help.NONE, DeliveryMode.atLeastOnce());
        stage.firstDiesBehind("message 2");
        stage.ends();
        assertThat(stage.sink.texts()).containsExactly("message 1", "message 2", "message 2", "message 3");
        assertThat(stage.sink.keys().get(1)).isEqualTo(stage.sink.keys().get(2));
    }

    @Test
    void onceTheSinkMayHaveForgottenTheKeyAPersonMustLook() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(DAY));
        stage.begin();
        stage.behind = text -> stage.first.kill();
        assertThat(stage.fleet.world().runUntil(() -> stage.sink.sent.size() == 1, DeliveryStage.LONG))
                .isTrue();
        stage.behind = text -> {};
        stage.fleet.pass(DAY);
        stage.start("second");
        stage.ends();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(stage.job().progress().error().orElseThrow()).contains("may have forgotten the key");
        assertThat(stage.job().progress().open().filter(OpenStep::inDoubt)).isPresent();
        assertThat(stage.sink.sent).hasSize(1);

        stage.order(new Command.Resolve(1, 1, Command.Verdict.DELIVERED));
        stage.ends();
        stage.allSentOnce();
    }

    /** ADR 0009: two owners die one after the other; each repeat alone would be within the window of the one before. */
    @Test
    void theWindowCountsFromTheFirstAttempt() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(DAY));
        stage.begin();
        for (int owner = 1; owner <= 2; owner++) {
            VirtualFleet.Instance present = stage.first;
            stage.behind = text -> present.kill();
            assertThat(stage.fleet.world().runUntil(() -> !present.runtime().alive(), DeliveryStage.LONG))
                    .isTrue();
            stage.behind = text -> {};
            stage.fleet.pass(Duration.ofHours(13));
            stage.first = stage.start("owner " + owner);
        }
        stage.ends();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(stage.sink.sent)
                .as("a day after the first request its key was not used again")
                .hasSize(1);
        assertThat(stage.resolutions()).containsExactly(Resolution.REPEATED);
    }

    @Test
    void anEffectThatThrewIsRepeatedAfterAWhile() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(DAY));
        int[] failures = {3};
        stage.behind = text -> {
            if (failures[0]-- > 0) {
                throw new IOException("connection reset");
            }
        };
        stage.begin();
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.resolutions()).containsOnly(Resolution.REPEATED).hasSize(3);
        assertThat(stage.job().progress().failures()).isZero();
        assertThat(stage.job().progress().doubts().last())
                .extracting(Doubt::cause)
                .containsOnly(Doubt.Cause.PERFORM_ENDED);
    }

    @Test
    void afterTenTriesAPersonMustLook() {
        DeliveryStage stage = new DeliveryStage(Help.NONE, DeliveryMode.atLeastOnce());
        stage.before = text -> {
            throw new IOException("no route to host");
        };
        stage.begin();
        assertThat(stage.fleet.passUntilAllHaveEnded(Duration.ofHours(1))).isTrue();
        assertThat(stage.job().progress().status()).isEqualTo(Status.PARKED);
        assertThat(stage.job().progress().failures()).isEqualTo(10);
        assertThat(stage.job().progress().error().orElseThrow()).contains("no route to host");
    }

    @Test
    void notPerformedSpeaksOfOneAttemptAlone() {
        DeliveryStage stage = new DeliveryStage(Help.NONE, DeliveryMode.atLeastOnce());
        stage.firstDiesBehind("message 1");
        stage.before = text -> {
            throw new NotPerformed("the sink is closed");
        };
        assertThat(stage.fleet.passUntilAllHaveEnded(Duration.ofHours(1))).isTrue();
        assertThat(stage.job().progress().status())
                .as("the first attempt is in doubt still")
                .isEqualTo(Status.PARKED);
        assertThat(stage.job().progress().open().filter(OpenStep::inDoubt)).isPresent();
        assertThat(stage.resolutions())
                .as("one doubt, however often it is tried")
                .hasSize(1);
    }

    @Test
    void aStopThatComesMeanwhileIsKept() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(DAY));
        stage.before = text -> {
            throw new IOException("no route to host");
        };
        stage.begin();
        assertThat(stage.fleet.world().runUntil(() -> stage.job().progress().failures() == 3, DeliveryStage.LONG))
                .isTrue();
        stage.order(new Command.Stop());
        stage.fleet.pass(DeliveryStage.LONG);
        assertThat(stage.job().ownership().owner()).isEmpty();
        assertThat(stage.job().progress().open().filter(OpenStep::inDoubt)).isPresent();
        stage.before = text -> {};
        stage.order(new Command.Start());
        stage.ends();
        stage.allSentOnce();
    }

    /** The stop comes while the listener is told that the step is about to be repeated; whoever goes on tells of it again. */
    @Test
    void aStopThatComesWhileTheListenerIsToldOfARepeatIsHeeded() {
        DeliveryStage stage =
                new DeliveryStage(Help.KEYS, DeliveryMode.<String>atLeastOnce().keyWindow(DAY));
        stage.firstDiesBehind("message 2");
        stage.second.runtime().nature(slowToListen(Duration.ofSeconds(20)));
        assertThat(stage.fleet
                        .world()
                        .runUntil(
                                () -> stage.events.stream().anyMatch(EngineEvent.InDoubt.class::isInstance),
                                DeliveryStage.LONG))
                .isTrue();
        stage.order(new Command.Stop());
        stage.fleet.pass(Duration.ofMinutes(1));
        assertThat(stage.job().progress().open().orElseThrow().attempt())
                .as("nothing is about to be repeated")
                .isEqualTo(1);
        assertThat(stage.job().ownership().owner()).isEmpty();
        assertThat(stage.resolutions()).isEmpty();
        stage.order(new Command.Start());
        stage.ends();
        stage.allSentOnce();
        assertThat(stage.resolutions()).containsExactly(Resolution.REPEATED);
        assertThat(stage.events)
                .filteredOn(EngineEvent.InDoubt.class::isInstance)
                .hasSize(2);
    }

    private static Nature slowToListen(Duration time) {
        return new Nature() {
            @Override
            public Fate call(Operation operation) {
                return Nature.kind().call(operation);
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return Nature.kind().working();
            }

            @Override
            public Duration listening() {
                return time;
            }
        };
    }
}
