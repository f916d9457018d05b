package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineSettings;
import io.leasehold.store.JobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E5: newcomers get their share, gently, and what is even stays as it is (faults 16 and 18). */
class SharesTest {
    private static final EngineSettings SETTINGS = EngineSettings.DEFAULT;

    private final Fleet fleet = new Fleet(5, SETTINGS);

    SharesTest() {
        fleet.push = true;
    }

    @Test
    void aNewcomerGetsItsShareAndThenNothingMovesAnyMore() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        submit(100, 500);
        fleet.world.run(Duration.ofSeconds(60));
        Fleet.Member b = fleet.start("b", Nature.kind());
        long joined = fleet.world.nowMillis();
        assertThat(fleet.world.runUntil(() -> jobs(a) == 50 && jobs(b) == 50, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.world.nowMillis() - joined).isGreaterThan(60_000);
        quietFor(Duration.ofMinutes(30));
        assertThat(jobs(a) + jobs(b)).isEqualTo(100);
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.violations()).noneMatch(line -> line.startsWith("DUP") || line.startsWith("LOSS"));
    }

    @Test
    void noHeartbeatHandsOverMoreThanATenthOfWhatIsOver() {
        fleet.start("a", Nature.kind());
        submit(1_000, 500);
        fleet.world.run(Duration.ofSeconds(60));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofMinutes(10));
        List<Integer> steps = fleet.events.stream()
                .filter(EngineEvent.HandingOver.class::isInstance)
                .map(event -> ((EngineEvent.HandingOver) event).jobs())
                .toList();
        assertThat(steps.get(0)).isEqualTo(50);
        assertThat(steps.get(1)).isEqualTo(45);
        assertThat(steps).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void aJobThatIsHandedOverMissesNoBeat() {
        fleet.start("a", Nature.kind());
        submit(40, 1_000);
        fleet.world.run(Duration.ofSeconds(60));
        fleet.start("b", Nature.kind());
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(fleet.sent).anyMatch(effect -> effect.by().equals("b"));
        fleet.steps.keySet().forEach(job -> {
            List<Long> times = fleet.sent.stream()
                    .filter(effect -> effect.job().equals(job))
                    .map(Fleet.Sent::atMillis)
                    .toList();
            for (int i = 1; i < times.size(); i++) {
                assertThat(times.get(i) - times.get(i - 1)).as(job.value()).isLessThan(31_000);
            }
        });
    }

    @Test
    void jobsThatNeverRestAreHandedOverBetweenTwoSteps() {
        fleet.pace = Duration.ZERO;
        Fleet.Member a = fleet.start("a", working(Duration.ofSeconds(4)));
        submit(10, 1_000);
        fleet.world.run(Duration.ofSeconds(60));
        Fleet.Member b = fleet.start("b", working(Duration.ofSeconds(4)));
        assertThat(fleet.world.runUntil(() -> jobs(b) == 5 && jobs(a) == 5, Duration.ofMinutes(10)))
                .isTrue();
        quietFor(Duration.ofMinutes(10));
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.violations()).noneMatch(line -> line.startsWith("DUP") || line.startsWith("LOSS"));
    }

    @Test
    void aNewcomerGetsItsShareThoughNobodyHearsAnyRing() {
        fleet.bellLost = true;
        Fleet.Member a = fleet.start("a", Nature.kind());
        submit(100, 500);
        fleet.world.run(Duration.ofSeconds(90));
        Fleet.Member b = fleet.start("b", Nature.kind());
        assertThat(fleet.world.runUntil(() -> jobs(a) == 50 && jobs(b) == 50, Duration.ofMinutes(20)))
                .isTrue();
        quietFor(Duration.ofMinutes(30));
    }

    /** But once somebody is there who reads it, it is handed over as any other. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatNobodyElseReadsIsTriedOneAtATimeAndEverMoreSeldom(boolean deaf) {
        fleet.bellLost = deaf;
        fleet.start("a", Nature.kind());
        submit(40, 1_000);
        fleet.world.run(Duration.ofSeconds(90));
        fleet.start("b", Nature.kind(), SETTINGS, "letter");
        assertThat(mostUnowned(300))
                .as("a tenth of the surplus, and no more before that is back")
                .isLessThanOrEqualTo(2);
        long before = moves();
        long most = mostUnowned(3_600);
        assertThat(moves() - before).isBetween(deaf ? 65L : 3L, deaf ? 3_600L / 40 : 10L);
        assertThat(most).isOne();
        Fleet.Member c = fleet.start("c", Nature.kind());
        assertThat(fleet.world.runUntil(() -> jobs(c) >= 13, Duration.ofMinutes(8)))
                .isTrue();
    }

    private long mostUnowned(int seconds) {
        long most = 0;
        for (int tenth = 0; tenth < 10 * seconds; tenth++) {
            fleet.world.run(Duration.ofMillis(100));
            most = Math.max(most, unowned());
        }
        return most;
    }

    private long moves() {
        return tokens().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void anEleventhInstanceGetsItsShareToo() {
        for (int i = 0; i < 10; i++) {
            fleet.start("i" + i, Nature.kind());
        }
        submit(1_000, 500);
        fleet.world.run(Duration.ofMinutes(15));
        Fleet.Member last = fleet.start("last", Nature.kind());
        assertThat(fleet.world.runUntil(() -> jobs(last) >= 60, Duration.ofMinutes(20)))
                .isTrue();
        fleet.world.run(Duration.ofMinutes(10));
        quietFor(Duration.ofMinutes(30));
        assertThat(jobs(last)).isBetween(60, 91);
        fleet.members.values().forEach(member -> assertThat(jobs(member)).isBetween(60, 100));
    }

    @Test
    void whoWeighsTwiceGetsTwice() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        submit(90, 500);
        fleet.world.run(Duration.ofSeconds(60));
        Fleet.Member heavy = fleet.start("heavy", Nature.kind(), SETTINGS.weight(2));
        fleet.world.run(Duration.ofMinutes(20));
        quietFor(Duration.ofMinutes(30));
        assertThat(jobs(heavy)).isBetween(57, 61);
        assertThat(jobs(a) + jobs(heavy)).isEqualTo(90);
    }

    @Test
    void nobodyGetsMoreThanItHasRoomForAndNothingGoesInCircles() {
        Fleet.Member a = fleet.start("a", Nature.kind());
        submit(90, 500);
        fleet.world.run(Duration.ofSeconds(60));
        Fleet.Member small = fleet.start("small", Nature.kind(), SETTINGS.room(10));
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(jobs(small)).isEqualTo(10);
        quietFor(Duration.ofHours(1));
        assertThat(jobs(a)).isEqualTo(80);
    }

    @Test
    void withFewerSlotsThanJobsTheOwnedGoOnAndTheOthersAreClaimedAsSoonAsThereIsRoom() {
        Fleet.Member a = fleet.start("a", Nature.kind(), SETTINGS.room(10));
        Fleet.Member b = fleet.start("b", Nature.kind(), SETTINGS.room(10));
        submit(30, 4);
        fleet.world.run(Duration.ofSeconds(50));
        assertThat(jobs(a)).isEqualTo(10);
        assertThat(jobs(b)).isEqualTo(10);
        assertThat(unowned()).isEqualTo(10);
        assertThat(fleet.events).noneMatch(EngineEvent.HandingOver.class::isInstance);
        assertThat(fleet.world.runUntil(() -> jobs(a) < 10, Duration.ofMinutes(5)))
                .isTrue();
        fleet.world.run(Duration.ofSeconds(1));
        assertThat(unowned()).isZero();
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(fleet.violations()).isEmpty();
    }

    @Test
    void allStartingAtOnceIsEvenSoonAndStaysSo() {
        submit(100, 500);
        for (int i = 0; i < 5; i++) {
            fleet.start("i" + i, Nature.kind());
        }
        fleet.world.run(Duration.ofMinutes(20));
        fleet.members.values().forEach(member -> assertThat(jobs(member)).isBetween(15, 22));
        quietFor(Duration.ofMinutes(30));
    }

    @Test
    void aRollingRestartLeavesTheFleetEvenAndNothingInDoubt() {
        for (int i = 0; i < 5; i++) {
            fleet.start("old-" + i, Nature.kind());
        }
        submit(100, 1_000);
        fleet.world.run(Duration.ofMinutes(5));
        for (int i = 0; i < 5; i++) {
            fleet.members.get("old-" + i).engine().shutdown();
            fleet.world.run(Duration.ofSeconds(30));
            fleet.start("new-" + i, Nature.kind());
            fleet.world.run(Duration.ofMinutes(1));
        }
        fleet.world.run(Duration.ofMinutes(20));
        fleet.members.values().stream()
                .filter(member -> member.runtime().alive())
                .forEach(member -> assertThat(jobs(member)).isBetween(15, 22));
        quietFor(Duration.ofMinutes(30));
        assertThat(fleet.doubts).isEmpty();
    }

    @Test
    void oneThatFlapsTakesNothingAlongAndTheOthersStayEven() {
        fleet.start("a", Nature.kind());
        fleet.start("b", Nature.kind());
        submit(40, 1_000);
        fleet.world.run(Duration.ofMinutes(10));
        for (int i = 0; i < 6; i++) {
            Fleet.Member flapping = fleet.start("flapping-" + i, Nature.kind());
            fleet.world.run(Duration.ofSeconds(20));
            flapping.runtime().kill();
            fleet.world.run(Duration.ofSeconds(20));
        }
        fleet.world.run(Duration.ofMinutes(10));
        assertThat(jobs(fleet.members.get("a"))).isBetween(18, 22);
        quietFor(Duration.ofMinutes(30));
        assertThat(fleet.violations()).noneMatch(line -> line.startsWith("DUP") || line.startsWith("LOSS"));
    }

    private void submit(int jobs, int steps) {
        for (int i = 0; i < jobs; i++) {
            fleet.submit("job-" + i, steps);
        }
    }

    private static int jobs(Fleet.Member member) {
        return (int) member.engine().health().jobs();
    }

    private long unowned() {
        return fleet.steps.keySet().stream()
                .map(fleet::record)
                .filter(record ->
                        record.runnable() && record.ownership().owner().isEmpty())
                .count();
    }

    /** No job changes hands for this long. */
    private void quietFor(Duration time) {
        Map<JobId, Long> tokens = tokens();
        fleet.world.run(time);
        assertThat(tokens()).isEqualTo(tokens);
    }

    private Map<JobId, Long> tokens() {
        Map<JobId, Long> tokens = new LinkedHashMap<>();
        fleet.steps
                .keySet()
                .forEach(id -> tokens.put(id, fleet.record(id).ownership().token()));
        return tokens;
    }

    private static Nature working(Duration time) {
        return new Nature() {
            @Override
            public Fate call(io.leasehold.engine.runtime.Operation operation) {
                return Nature.kind().call(operation);
            }

            @Override
            public Duration scheduling() {
                return Nature.kind().scheduling();
            }

            @Override
            public Duration working() {
                return time;
            }
        };
    }
}
