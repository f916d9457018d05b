package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import org.junit.jupiter.api.Test;

/** Which steps are rightly reported in doubt, and which are not. */
class DoubtOracleTest {
    @Test
    void needAnOwnerThatWasGone() {
        breaks(
                new Doubt(),
                Story.of(2).claimed("a", 1).intent("a", 1, 1).claimed("b", 2).inDoubt("b", 1),
                "nothing had befallen a");
    }

    @Test
    void areNotLeftByAKillWhileJobsWait() {
        breaks(
                new Doubt(),
                Story.of(2)
                        .claimed("a", 1)
                        .intent("a", 1, 1)
                        .effect("a", 1, 1)
                        .killed("a", Phase.IDLE)
                        .claimed("b", 2)
                        .inDoubt("b", 1),
                "killed while its jobs merely waited");
    }

    @Test
    void areNotReportedOfRecordedOutcomes() {
        breaks(
                new Doubt(),
                Story.of(2)
                        .claimed("a", 1)
                        .step("a", 1, 1)
                        .killed("a", Phase.AFTER_EFFECT)
                        .claimed("b", 2)
                        .inDoubt("b", 1),
                "had recorded its outcome");
    }

    @Test
    void areNotReportedWithoutAnIntent() {
        breaks(
                new Doubt(),
                Story.of(2)
                        .claimed("a", 1)
                        .killed("a", Phase.AFTER_INTENT)
                        .claimed("b", 2)
                        .inDoubt("b", 1),
                "nobody ever recorded its intent");
    }

    @Test
    void areOneForEachTakeoverAtMost() {
        breaks(
                new Doubt(),
                Story.of(3)
                        .claimed("a", 1)
                        .intent("a", 1, 1)
                        .intent("a", 1, 2)
                        .killed("a", Phase.AFTER_INTENT)
                        .claimed("b", 2)
                        .inDoubt("b", 1)
                        .inDoubt("b", 2),
                "second one of the same takeover");
    }

    @Test
    void mayBeToldAgainAfterAFurtherDeath() {
        keeps(
                new Doubt(),
                Story.of(2)
                        .claimed("a", 1)
                        .intent("a", 1, 1)
                        .killed("a", Phase.AFTER_INTENT)
                        .claimed("b", 2)
                        .inDoubt("b", 1)
                        .killed("b", Phase.AFTER_EFFECT)
                        .claimed("c", 3)
                        .inDoubt("c", 1)
                        .closed("c", 3, 1));
    }

    /** a has heard of its performed step at 200 ms. */
    private static Story heard() {
        return Story.of(2).claimed("a", 1).intent("a", 1, 1).done("a", 1, 1);
    }

    @Test
    void areNotLeftByOneThatHadTheTimeToWriteTheOutcomeDown() {
        breaks(
                new Doubt(),
                heard().at(1_300)
                        .killed("a", Phase.AFTER_EFFECT)
                        .at(4_300)
                        .claimed("b", 2)
                        .inDoubt("b", 1),
                "had heard at 200 ms that it was performed, and was left alone to write that down");
    }

    @Test
    void areLeftByOneThatWasKilledWhileItWroteTheOutcomeDown() {
        keeps(
                new Doubt(),
                heard().at(1_200)
                        .killed("a", Phase.AFTER_EFFECT)
                        .at(4_300)
                        .claimed("b", 2)
                        .inDoubt("b", 1));
    }

    @Test
    void areLeftByOneThatTroubleKeptFromWritingTheOutcomeDown() {
        keeps(
                new Doubt(),
                heard().troubled("a")
                        .at(1_300)
                        .killed("a", Phase.AFTER_EFFECT)
                        .at(4_300)
                        .claimed("b", 2)
                        .inDoubt("b", 1));
    }

    /** b was frozen when it had just found the step in doubt; then the store forgot that, and c begins the step anew. */
    private static Story begunAnewSince(String reporter) {
        return Story.virtual("a", "b", "c", "d")
                .claimed("a", 1)
                .intent("a", 1, 1)
                .killed("a", Phase.AFTER_INTENT)
                .claimed("b", 2)
                .frozen("b")
                .setBack(null, 1, 0, 1)
                .claimed("c", 3)
                .intent("c", 3, 1)
                .claimed("d", 4)
                .woken("b")
                .inDoubt(reporter, 1);
    }

    @Test
    void areOfWhatTheReportersClaimFound() {
        keeps(new Doubt(), begunAnewSince("b"));
        breaks(new Doubt(), begunAnewSince("d"), "nothing had befallen c");
    }

    /** It was told that the store had lost something, in the midst of a step, and takes the job again later. */
    @Test
    void areLeftByOneThatHadTheJobParked() {
        Story begun = Story.virtual("a").claimed("a", 1).intent("a", 1, 1).regressed("a");
        keeps(
                new Doubt(),
                begun.parked("a", 1).ordered("Start").claimed("a", 2, null).inDoubt("a", 1));
        Story notParked = Story.virtual("a").claimed("a", 1).intent("a", 1, 1).regressed("a");
        breaks(new Doubt(), notParked.claimed("a", 2, null).inDoubt("a", 1), "nothing had befallen a");
    }

    private static Story attempted() {
        return Story.of(2).claimed("a", 1).intent("a", 1, 1).effect("a", 1, 1);
    }

    @Test
    void areNotLeftByAnAttemptThatEndedWell() {
        breaks(new Doubt(), attempted().attemptInDoubt("a", 1), "ended neither badly nor interrupted");
    }

    @Test
    void areNotLeftByAnAttemptThatWasRefused() {
        breaks(
                new Doubt(),
                attempted().refused("a", 1, 1).attemptInDoubt("a", 1),
                "ended neither badly nor interrupted");
    }

    @Test
    void areLeftByAttemptsThatFailedOrWereInterruptedOrMetTrouble() {
        keeps(new Doubt(), attempted().failed("a", 1, 1).attemptInDoubt("a", 1));
        keeps(new Doubt(), attempted().interrupted("a", 1, 1).attemptInDoubt("a", 1));
        keeps(new Doubt(), attempted().troubled("a").attemptInDoubt("a", 1));
    }

    private static void breaks(Oracle oracle, Story story, String words) {
        story.breaks(oracle, words);
    }

    private static void keeps(Oracle oracle, Story story) {
        story.keeps(oracle);
    }
}
