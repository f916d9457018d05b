package io.leasehold.simulator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.simulator.history.Phase;
import io.leasehold.store.Status;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every oracle meets a story that breaks its rule, and stories that keep it. */
class OraclesTest {
    static List<Oracle> oracles() {
        return Oracle.REAL;
    }

    /** Three steps; a is killed in the second one, b skips it and goes on. */
    private static Story takeover() {
        return Story.of(3)
                .claimed("a", 1)
                .step("a", 1, 1)
                .after(700)
                .intent("a", 1, 2)
                .killed("a", Phase.AFTER_INTENT)
                .after(3_000)
                .claimed("b", 2)
                .inDoubt("b", 2)
                .closed("b", 2, 2)
                .step("b", 2, 3)
                .finished("b", 2);
    }

    @ParameterizedTest
    @MethodSource("oracles")
    void areContentWithAnOrderlyTakeover(Oracle oracle) {
        assertThat(takeover().judgedBy(oracle).violations()).isEmpty();
    }

    private static void breaks(Oracle oracle, Story story, String words) {
        assertThat(story.judgedBy(oracle).violations())
                .singleElement()
                .asString()
                .contains(words);
    }

    private static void keeps(Oracle oracle, Story story) {
        assertThat(story.judgedBy(oracle).violations()).isEmpty();
    }

    @Nested
    class Duplicates {
        @Test
        void areStepsThatReachTheSinkTwice() {
            breaks(new Dup(), takeover().effect("b", 2, 2).effect("a", 1, 2), "step 2");
        }

        @Test
        void areNoLateEffectsOfStepsInDoubt() {
            keeps(new Dup(), takeover().effect("a", 1, 2));
        }
    }

    @Nested
    class Losses {
        @Test
        void areStepsNeitherSentNorReported() {
            breaks(
                    new Loss(),
                    Story.of(2).claimed("a", 1).step("a", 1, 2).finished("a", 1),
                    "step 1 of \"reminder\" (run 00000000000000aa) never reached the sink");
        }

        @Test
        void areStepsThatWereToBeRepeatedOrConfirmedAndNeverArrived() {
            for (String resolution : List.of("REPEATED", "DELIVERED", "NOT_DELIVERED")) {
                breaks(new Loss(), resolvedUnsent(resolution), "step 1 of \"reminder\"");
            }
            keeps(new Loss(), resolvedUnsent("SKIPPED"));
        }

        private Story resolvedUnsent(String resolution) {
            return Story.of(1)
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .killed("a", Phase.AFTER_INTENT)
                    .claimed("b", 2)
                    .resolved("b", 1, resolution)
                    .closed("b", 2, 1)
                    .finished("b", 2);
        }

        @Test
        void areDoubtsThatTheRecordDoesNotKnow() {
            breaks(
                    new Loss(),
                    Story.of(1)
                            .claimed("a", 1)
                            .intent("a", 1, 1)
                            .killed("a", Phase.AFTER_INTENT)
                            .claimed("b", 2)
                            .record(Status.FINISHED, 2, 2)
                            .inDoubt("b", 1),
                    "of 1 steps of \"reminder\" that listeners heard were in doubt, only 0 are in its record");
        }

        @Test
        void areRunsThatNeverEnd() {
            breaks(
                    new Loss(),
                    Story.of(1).claimed("a", 1).step("a", 1, 1).record(Status.PARKED, 1, 2),
                    "never came to its end: it is PARKED");
        }

        @Test
        void areRunsWithoutARecord() {
            breaks(new Loss(), Story.of(1).claimed("a", 1).step("a", 1, 1), "no record");
        }
    }

    @Nested
    class Chains {
        @Test
        void breakWhereAStepWasDecidedFromAnotherState() {
            breaks(
                    new Chain(),
                    Story.of(2).claimed("a", 1).step("a", 1, 1).effect("a", 1, 2, "feedfeedfeedfeed"),
                    "doesn't link");
        }

        @Test
        void breakWhereAStepIsMissingSilently() {
            breaks(new Chain(), Story.of(3).claimed("a", 1).step("a", 1, 1).step("a", 1, 3), "step 3");
        }
    }

    @Nested
    class Tokens {
        @Test
        void neverRepeat() {
            breaks(new Token(), Story.of(2).claimed("a", 1).claimed("b", 1), "was claimed by b under token 1");
        }

        @Test
        void keepFormerOwnersOut() {
            breaks(
                    new Token(),
                    Story.of(2)
                            .claimed("a", 1)
                            .frozen("a")
                            .claimed("b", 2)
                            .woken("a")
                            .effect("a", 1, 1),
                    "after b had claimed the job");
        }

        @Test
        void letTheOneEffectPassThatWasFrozenAtTheGate() {
            keeps(
                    new Token(),
                    Story.of(2)
                            .claimed("a", 1)
                            .intent("a", 1, 1)
                            .frozen("a")
                            .claimed("b", 2)
                            .inDoubt("b", 1)
                            .woken("a")
                            .effect("a", 1, 1));
        }

        @Test
        void letTheOneEffectPassWhoseOwnersLeaseTheStoresClockEndedEarly() {
            keeps(new Token(), early(1_000).inDoubt("b", 1).effect("a", 1, 1));
            breaks(new Token(), early(1_000).effect("a", 1, 1), "after b had claimed the job under 2");
            breaks(
                    new Token(),
                    early(1_000_000).inDoubt("b", 1).effect("a", 1, 1),
                    "after b had claimed the job under 2");
        }

        /** The store's clock jumps, and b claims so much later. */
        private Story early(long later) {
            return Story.of(2)
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .storeMoved(60_000)
                    .at(later)
                    .claimed("b", 2);
        }

        @Test
        void doNotGoBackInTheRecord() {
            breaks(new Token(), Story.of(1).claimed("a", 7).record(Status.FINISHED, 6, 2), "ends with token 6");
        }
    }

    @Nested
    class Standstills {
        @Test
        void areBrokenBoundsAfterACrash() {
            breaks(
                    new Down(),
                    Story.of(2)
                            .claimed("a", 1)
                            .step("a", 1, 1)
                            .killed("a", Phase.IDLE)
                            .after(6_500)
                            .claimed("b", 2)
                            .step("b", 2, 2),
                    "the bound is 5000");
        }

        @Test
        void endWithARequestThatTheSinkKnows() {
            Story repeated = Story.of(2)
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .effect("a", 1, 1)
                    .killed("a", Phase.AFTER_EFFECT)
                    .after(4_000)
                    .claimed("b", 2)
                    .resolved("b", 1, "REPEATED")
                    .known("b", 2, 1)
                    .closed("b", 2, 1)
                    .after(4_000)
                    .step("b", 2, 2);
            keeps(new Down(), repeated);
        }

        @Test
        void areNotThePaceOfTheJob() {
            Story story = Story.of(2)
                    .claimed("a", 1)
                    .step("a", 1, 1)
                    .killed("a", Phase.IDLE)
                    .claimed("b", 2);
            story.after(500).step("b", 2, 2);
            assertThat(Downtime.of(story.events())).singleElement().satisfies(downtime -> {
                assertThat(downtime.sinceMillis()).isEqualTo(1_100);
                assertThat(downtime.millis()).isEqualTo(100);
            });
        }

        @Test
        void areNotEndedByTheFrozenOnesLateEffect() {
            Story story =
                    Story.of(3).claimed("a", 1).intent("a", 1, 1).frozen("a").after(2_000);
            story.claimed("b", 2)
                    .inDoubt("b", 1)
                    .woken("a")
                    .effect("a", 1, 1)
                    .after(500)
                    .step("b", 2, 2);
            assertThat(Downtime.of(story.events()))
                    .singleElement()
                    .satisfies(downtime -> assertThat(downtime.millis()).isGreaterThan(2_000));
        }

        @Test
        void areCountedAnewAfterAFurtherDeath() {
            Story story = Story.of(2).claimed("a", 1).killed("a", Phase.IDLE).after(3_000);
            story.claimed("b", 2)
                    .killed("b", Phase.IDLE)
                    .after(3_000)
                    .claimed("c", 3)
                    .step("c", 3, 1);
            keeps(new Down(), story);
            assertThat(Downtime.of(story.events())).hasSize(1);
        }

        @Test
        void areOneSecondAtMostAfterAStop() {
            breaks(
                    new Down(),
                    Story.of(2)
                            .claimed("a", 1)
                            .stopAsked("a")
                            .after(1_100)
                            .claimed("b", 2)
                            .step("b", 2, 1),
                    "the bound is 1000");
        }

        @Test
        void countFromTheStepInHandAfterAStop() {
            keeps(
                    new Down(),
                    Story.of(2)
                            .claimed("a", 1)
                            .intent("a", 1, 1)
                            .stopAsked("a")
                            .after(2_000)
                            .effect("a", 1, 1)
                            .closed("a", 1, 1)
                            .claimed("b", 2)
                            .step("b", 2, 2));
        }

        private static Story leaves(boolean withItsStepInHand) {
            Story story = Story.of(2).claimed("a", 1).intent("a", 1, 1);
            return (withItsStepInHand ? story : story.effect("a", 1, 1).closed("a", 1, 1)).stopAsked("a");
        }

        @Test
        void countFromTheEndOfAProcessThatLeavesWithItsStepInHand() {
            keeps(
                    new Down(),
                    leaves(true).after(2_000).stopped("a").claimed("b", 2).step("b", 2, 2));
            breaks(
                    new Down(),
                    leaves(true).stopped("a").after(2_000).claimed("b", 2).step("b", 2, 2),
                    "the bound is 1000");
            breaks(
                    new Down(),
                    leaves(false).after(3_000).stopped("a").claimed("b", 2).step("b", 2, 2),
                    "the bound is 1000");
        }

        @Test
        void thatNeverEndAreFound() {
            breaks(new Down(), Story.of(2).claimed("a", 1).killed("a", Phase.IDLE), "never went on");
        }
    }
}
