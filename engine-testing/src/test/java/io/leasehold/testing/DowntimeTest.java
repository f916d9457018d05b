package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * G6 at the default 60/10/30 s, over many seeds: the moment of the fault is drawn, calls take up to 40 ms. Where rings are lost, odd
 * seeds read the bell in vain and even ones wait for pushes in vain.
 */
class DowntimeTest {
    private static final int SEEDS = 1_000;

    @Test
    void afterACrashOfOneOfThreeWithBellAndPushLostJobsStandStillForLessThan65Seconds() {
        long worst = worst(SEEDS, seed -> {
            Story story = new Story(seed, seed % 2 == 0, true);
            story.victim.runtime().kill();
            return story.worstStandstill(story.fleet.world.nowMillis(), Duration.ofSeconds(120));
        });
        assertThat(worst).isBetween(50_000L, EngineSettings.DEFAULT.crashBound().toMillis());
    }

    @Test
    void afterAnOrderlyStopJobsStandStillForLessThanASecondWithTheBell() {
        assertThat(worstAfterAStopThatIsHeard(false)).isLessThan(1_000);
    }

    /** Whoever has its share leaves them to those who lack some, by reports that don't tell of them. */
    @Test
    void afterAnOrderlyStopJobsTakenAMomentBeforeStandStillForLessThanASecondWithTheBell() {
        long worst = worst(SEEDS / 4, seed -> {
            Story story = new Story(seed, false, false);
            story.takeMore();
            story.victim.engine().shutdown();
            return story.worstStandstill(story.fleet.world.nowMillis(), Duration.ofSeconds(60));
        });
        assertThat(worst).isLessThan(1_000);
    }

    @Test
    void afterAnOrderlyStopJobsStandStillForLessThanHalfASecondWithPushes() {
        assertThat(worstAfterAStopThatIsHeard(true)).isLessThan(500);
    }

    private static long worstAfterAStopThatIsHeard(boolean push) {
        return worst(SEEDS / 4, seed -> {
            Story story = new Story(seed, push, false);
            story.victim.engine().shutdown();
            return story.worstStandstill(story.fleet.world.nowMillis(), Duration.ofSeconds(60));
        });
    }

    @Test
    void afterAnOrderlyStopJobsStandStillForLessThanAScanAndTwoSecondsWithoutBellOrPush() {
        long worst = worst(SEEDS / 4, seed -> {
            Story story = new Story(seed, seed % 2 == 0, true);
            story.victim.engine().shutdown();
            return story.worstStandstill(story.fleet.world.nowMillis(), Duration.ofSeconds(90));
        });
        assertThat(worst).isBetween(5_000L, 32_000L);
    }

    /** The longest standstill among so many seeds. Each tells a story of its own, on as many cores as there are. */
    private static long worst(long seeds, LongUnaryOperator standstill) {
        return LongStream.rangeClosed(1, seeds).parallel().map(standstill).max().orElseThrow();
    }

    /** Three instances share thirty jobs that step every second; one of them is about to go. */
    private static final class Story {
        final Fleet fleet;
        private Fleet.Member victim;
        private final Map<JobId, Long> owned = new LinkedHashMap<>();

        Story(long seed, boolean push, boolean bellLost) {
            fleet = new Fleet(seed, EngineSettings.DEFAULT);
            fleet.push = push;
            fleet.bellLost = bellLost;
            fleet.pace = Duration.ofSeconds(1);
            for (String label : new String[] {"a", "b", "c"}) {
                fleet.start(label, new Ordinary(fleet.world));
                fleet.world.run(fleet.world.upTo(Duration.ofSeconds(10)));
            }
            for (int i = 0; i < 30; i++) {
                fleet.submit("job-" + i, 100_000);
            }
            fleet.world.run(Duration.ofSeconds(60).plus(fleet.world.upTo(Duration.ofSeconds(60))));
            choose(member -> member.engine().health().jobs() > 0);
        }

        /** Somebody takes jobs of which no heartbeat has told yet; that one is about to go. */
        void takeMore() {
            for (int i = 0; i < 6; i++) {
                fleet.submit("late-" + i, 100_000);
            }
            fleet.store.ring();
            JobId late = new JobId("late-0");
            fleet.world.runUntil(() -> fleet.record(late).ownership().owner().isPresent(), Duration.ofSeconds(5));
            LeaseId owner = fleet.record(late).ownership().owner().orElseThrow();
            choose(member -> member.engine().health().lease().equals(owner));
        }

        private void choose(Predicate<Fleet.Member> who) {
            owned.clear();
            victim = fleet.members.values().stream().filter(who).findFirst().orElseThrow();
            LeaseId lease = victim.engine().health().lease();
            fleet.steps.keySet().stream()
                    .filter(job -> fleet.record(job).ownership().owner().equals(Optional.of(lease)))
                    .forEach(job -> owned.put(job, -1L));
        }

        /** The longest that a job of the victim's waited for its next effect elsewhere, beyond its own pace. */
        long worstStandstill(long since, Duration most) {
            fleet.world.run(most);
            long worst = 0;
            for (JobId job : owned.keySet()) {
                long last = fleet.sent.stream()
                        .filter(effect ->
                                effect.job().equals(job) && effect.by().equals(victim.label()))
                        .mapToLong(Fleet.Sent::atMillis)
                        .max()
                        .orElse(since);
                long next = fleet.sent.stream()
                        .filter(effect -> effect.job().equals(job)
                                && effect.atMillis() > since
                                && !effect.by().equals(victim.label()))
                        .mapToLong(Fleet.Sent::atMillis)
                        .findFirst()
                        .orElse(Long.MAX_VALUE);
                worst = Math.max(worst, next - Math.max(since, last + 1_000));
            }
            return worst;
        }
    }

    private record Ordinary(VirtualWorld world) implements Nature {
        @Override
        public Fate call(Operation operation) {
            return Fate.well(world.upTo(Duration.ofMillis(20)), world.upTo(Duration.ofMillis(20)));
        }

        @Override
        public Duration scheduling() {
            return world.upTo(Duration.ofMillis(2));
        }

        @Override
        public Duration working() {
            return world.upTo(Duration.ofMillis(20));
        }
    }
}
