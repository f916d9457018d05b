package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Lane;
import io.leasehold.engine.runtime.Operation;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R20: what the engine makes of a store that pushes, and of one that doesn't quite. */
class PushStoriesTest {
    private final Fleet fleet = new Fleet(11, EngineSettings.DEFAULT);

    @BeforeEach
    void storePushes() {
        fleet.push = true;
    }

    @Test
    void whoIsPushedNeverReadsTheBellAndBeginsAtOnce() {
        fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofSeconds(10));
        assertThat(millisUntilBegun("job")).isLessThan(50);
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.asked).containsEntry("subscribe", 1).doesNotContainKey("bell");
    }

    @Test
    void jobsGoOnElsewhereWithinASecondOfAGracefulStop() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.pace = Duration.ofMillis(100);
        fleet.submit("job", 10_000);
        fleet.world.run(Duration.ofSeconds(15));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofSeconds(30));
        a.engine().shutdown();
        fleet.world.run(Duration.ofSeconds(5));
        long last = fleet.sent.stream()
                .filter(effect -> effect.by().equals("a"))
                .mapToLong(Fleet.Sent::atMillis)
                .max()
                .orElseThrow();
        assertThat(fleet.firstAfter(last, "job").orElseThrow() - last).isLessThan(1_000);
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.asked).doesNotContainKey("bell");
    }

    @Test
    void pushesThatGetLostCostAScanAtMost() {
        fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofSeconds(10));
        fleet.bellLost = true;
        assertThat(millisUntilBegun("job"))
                .isBetween(1_000L, EngineSettings.DEFAULT.scan().toMillis() + 2_000);
    }

    @Test
    void theBellIsReadUntilSubscribingWorks() {
        fleet.failing.add("subscribe");
        fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofMinutes(3));
        assertThat(fleet.asked.get("subscribe")).as("tries, seldom").isBetween(3, 12);
        assertThat(millisUntilBegun("while it is read")).isLessThan(600);
        fleet.failing.clear();
        fleet.world.run(Duration.ofMinutes(5));
        int reads = fleet.asked.get("bell");
        int tries = fleet.asked.get("subscribe");
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.asked).containsEntry("bell", reads).containsEntry("subscribe", tries);
        assertThat(millisUntilBegun("when it is pushed")).isLessThan(50);
        assertThat(fleet.subscriptions).isEqualTo(1);
    }

    @Test
    void aServerThatCannotPushIsAskedOnce() {
        fleet.serverCannotPush = true;
        fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.asked).containsEntry("subscribe", 1);
        assertThat(millisUntilBegun("job")).isLessThan(600);
    }

    @Test
    void aRingBeforeTheSubscriptionIsNotMissed() {
        fleet.start("a", inTakeoverLane(fate -> fate.late(Duration.ofSeconds(3))));
        fleet.world.run(Duration.ofSeconds(2));
        fleet.submit("job", 1);
        assertThat(fleet.world.runUntil(() -> fleet.sent.size() == 1, Duration.ofSeconds(15)))
                .isTrue();
    }

    @Test
    void subscriptionsThatComeTooLateTwiceOrUnansweredAreClosed() {
        Fleet.Member late = fleet.start("late", inTakeoverLane(fate -> fate.late(Duration.ofSeconds(10))));
        Fleet.Member twice = fleet.start("twice", inTakeoverLane(fate -> fate.twice(Duration.ofSeconds(10))));
        Fleet.Member unanswered = fleet.start("unanswered", inTakeoverLane(Fate::answerLost));
        fleet.world.run(Duration.ofMillis(100));
        assertThat(fleet.subscriptions).as("twice and unanswered").isEqualTo(2);
        fleet.world.run(Duration.ofSeconds(11));
        late.runtime().nature(Nature.kind());
        twice.runtime().nature(Nature.kind());
        unanswered.runtime().nature(Nature.kind());
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.subscriptions).isEqualTo(3);
        assertThat(fleet.asked.get("subscribe")).isGreaterThan(5);
    }

    @Test
    void anOrderlyStopClosesTheSubscription() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofSeconds(10));
        assertThat(fleet.subscriptions).isEqualTo(1);
        a.engine().shutdown();
        fleet.world.run(Duration.ofSeconds(1));
        assertThat(a.runtime().alive()).isFalse();
        assertThat(fleet.subscriptions).isZero();
    }

    @Test
    void aSubscriptionThatComesAfterTheStopIsClosed() {
        Fleet.Member a = fleet.start("a", inTakeoverLane(fate -> fate.late(Duration.ofSeconds(4))));
        fleet.world.run(Duration.ofSeconds(2));
        a.engine().shutdown();
        fleet.world.run(Duration.ofSeconds(1));
        assertThat(a.runtime().alive()).as("nobody waits for it").isFalse();
        fleet.world.run(Duration.ofMinutes(1));
        assertThat(fleet.asked).containsEntry("subscribe", 1);
        assertThat(fleet.subscriptions).isZero();
    }

    @Test
    void aStormOfPushesBringsNoMoreRoundsThanReadingWould() {
        fleet.start("a", Nature.kind());
        fleet.world.run(Duration.ofSeconds(10));
        int before = fleet.asked.get("survey");
        for (int rings = 0; rings < 6_000; rings++) {
            fleet.store.ring();
            fleet.world.run(Duration.ofMillis(10));
        }
        assertThat(fleet.asked.get("survey") - before).isBetween(110, 125);
    }

    private long millisUntilBegun(String job) {
        long submitted = fleet.world.nowMillis();
        fleet.submit(job, 1);
        assertThat(fleet.world.runUntil(() -> fleet.firstAfter(submitted, job).isPresent(), Duration.ofMinutes(5)))
                .isTrue();
        return fleet.world.nowMillis() - submitted;
    }

    private static Nature inTakeoverLane(UnaryOperator<Fate> change) {
        return new Nature() {
            @Override
            public Fate call(Operation operation) {
                Fate fate = Nature.kind().call(operation);
                return operation.lane() == Lane.TAKEOVER ? change.apply(fate) : fate;
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return Nature.kind().working();
            }
        };
    }
}
