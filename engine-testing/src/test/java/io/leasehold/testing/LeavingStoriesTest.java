package io.leasehold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.engine.EngineSettings;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E6: instances that leave in order, again and again, and from a store that no longer answers. */
class LeavingStoriesTest {
    private static final int JOBS = 120;
    private static final int RESTARTS = 30;
    private static final Duration BETWEEN = Duration.ofSeconds(307);
    private static final Duration LONG = Duration.ofHours(12);

    private final Fleet fleet = new Fleet(7, EngineSettings.DEFAULT);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sixRollingRestartsOfFiveInstancesDisturbNoJobThatStepsOnceAnHour(boolean push) {
        fleet.push = push;
        fleet.pace = Duration.ofHours(1);
        Deque<Fleet.Member> running = new ArrayDeque<>();
        for (int i = 0; i < 5; i++) {
            running.add(fleet.start("0-" + i, Nature.kind()));
        }
        for (int i = 0; i < JOBS; i++) {
            fleet.submit("job-" + i, 5, dueWithRestart(i % RESTARTS).plusMillis(150L * (i / RESTARTS)));
        }
        fleet.world.run(fleet.pace);
        for (int n = 0; n < RESTARTS; n++) {
            running.remove().engine().shutdown();
            fleet.world.run(Duration.ofSeconds(7));
            running.add(fleet.start(1 + n / 5 + "-" + n % 5, Nature.kind()));
            fleet.world.run(BETWEEN.minusSeconds(7));
        }
        assertThat(fleet.world.runUntil(fleet::allFinished, Duration.ofHours(16)))
                .isTrue();

        assertThat(fleet.violations()).isEmpty();
        assertThat(fleet.doubts).isEmpty();
        assertThat(fleet.steps.keySet()).allMatch(job -> undisturbed(fleet.record(job)));
        assertThat(fleet.members.values().stream().limit(RESTARTS))
                .noneMatch(member -> member.runtime().alive());
        long longest = longestBeyond(fleet.pace);
        System.out.printf(
                "30 restarts, %s: %d jobs that step once an hour, the longest downtime %d ms%n",
                push ? "push" : "the bell read", JOBS, longest);
        assertThat(longest).isLessThanOrEqualTo(2_000);
    }

    /** Some jobs are due in the very second in which an instance leaves. */
    private static Duration dueWithRestart(int n) {
        return Duration.ofMillis(
                BETWEEN.multipliedBy(n).toMillis() % Duration.ofHours(1).toMillis());
    }

    private static boolean undisturbed(JobRecord record) {
        return record.progress().status() == Status.FINISHED
                && record.progress().lapses() == 0
                && record.progress().doubts().count() == 0;
    }

    /** How much longer than its pace any job stood still between two steps. */
    private long longestBeyond(Duration pace) {
        Map<JobId, Long> last = new LinkedHashMap<>();
        long longest = 0;
        for (Fleet.Sent sent : fleet.sent) {
            Long before = last.put(sent.job(), sent.atMillis());
            if (before != null) {
                longest = Math.max(longest, sent.atMillis() - before - pace.toMillis());
            }
        }
        return longest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "write", "end", "ring", "renew", "find"})
    void anInstanceLeavesWithinItsBudgetWhateverItsStoreNoLongerAnswers(String operation) {
        Fleet.Member a = busyAmongIdle();
        fleet.failing.addAll(operation.isEmpty() ? EVERYTHING : List.of(operation));
        a.engine().shutdown();
        leavesWithin(fleet.settings.shutdownBudget(), a);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 30, 500, 9_000})
    void anInstanceLeavesWithinItsBudgetWhenItsStoreStandsStillFromThenOn(long millis) {
        Fleet.Member a = busyAmongIdle();
        a.engine().shutdown();
        fleet.world.run(Duration.ofMillis(millis));
        a.runtime().nature(silent());
        leavesWithin(fleet.settings.shutdownBudget().minusMillis(millis), a);
    }

    private static final List<String> EVERYTHING =
            List.of("write", "end", "ring", "renew", "find", "survey", "claim", "owned", "bell", "grant", "tidy");

    private Fleet.Member busyAmongIdle() {
        fleet.pace = Duration.ofHours(1);
        Fleet.Member a = fleet.start("a", Nature.kind());
        for (int i = 0; i < 50; i++) {
            fleet.submit("job-" + i, 5);
        }
        fleet.world.run(Duration.ofSeconds(5));
        a.runtime().nature(EngineStoriesTest.working(Duration.ofSeconds(22)));
        fleet.submit("busy", 2);
        JobId busy = new JobId("busy");
        assertThat(fleet.world.runUntil(
                        () -> fleet.record(busy).progress().open().isPresent(), LONG))
                .isTrue();
        fleet.world.run(Duration.ofSeconds(1));
        return a;
    }

    /** No answer comes, and no refusal. */
    private static Nature silent() {
        return EngineStoriesTest.changing(Fate::requestLost);
    }

    private void leavesWithin(Duration time, Fleet.Member a) {
        fleet.world.run(time);
        assertThat(a.runtime().alive()).isFalse();
        fleet.failing.clear();
        fleet.start("b", Nature.kind());
        assertThat(fleet.world.runUntil(fleet::allFinished, LONG)).isTrue();
        assertThat(fleet.violations()).isEmpty();
        assertThat(fleet.doubts.keySet()).allMatch(step -> step.startsWith("busy/"));
    }
}
