package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** TOLD and DOWN judge those that were left alone, and let off those that were not. */
class AloneOraclesTest {

    @Nested
    class ZombiesThatHearNothing {
        /** a has step 1 in hand and stands still; b claims the job; a wakes at 4,100 ms and has a lease time to hear of it. */
        private static Story woken() {
            return Story.virtual()
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .effect("a", 1, 1)
                    .frozen("a")
                    .at(4_000)
                    .claimed("b", 2)
                    .woken("a");
        }

        /** b claims the job of a, which runs, at 1,000 ms. */
        private static Story robbed() {
            return Story.virtual().claimed("a", 1).at(1_000).claimed("b", 2);
        }

        @Test
        void areFound() {
            woken().interrupted("a", 1, 1)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .breaks(
                            new Told(),
                            "a ran from 4100 to 5100 ms without \"reminder\", which b had claimed at 4000 ms, and its listener didn't hear of it");
        }

        @Test
        void areFoundIfTheirHandlerGoesOn() {
            woken().leaseLost("a")
                    .at(7_200)
                    .renewed("b", 1, true)
                    .breaks(new Told(), "its handler was not interrupted at step 1");
        }

        @Test
        void areNoneThatHearInTime() {
            woken().leaseLost("a")
                    .interrupted("a", 1, 1)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .keeps(new Told());
            woken().suspended("a")
                    .interrupted("a", 1, 1)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .keeps(new Told());
            woken().claimLost("a", 1)
                    .interrupted("a", 1, 1)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .keeps(new Told());
        }

        @Test
        void areNoneWithNothingInHand() {
            woken().leaseLost("a")
                    .done("a", 1, 1)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .keeps(new Told());
        }

        @Test
        void areFoundIfTheyWereTheOwnerAgainInTheirOwnEyes() {
            woken().interrupted("a", 1, 1)
                    .suspended("a")
                    .resumed("a")
                    .at(7_200)
                    .renewed("b", 1, true)
                    .breaks(new Told(), "listener didn't hear of it");
        }

        @Test
        void areNotJudgedBeforeTheirTimeIsUp() {
            woken().at(5_000).renewed("b", 1, true).keeps(new Told());
        }

        @Test
        void areNotJudgedIfTheyDieOrStopInTheMeantime() {
            woken().killed("a", Phase.IDLE).at(7_200).renewed("b", 1, true).keeps(new Told());
            woken().frozen("a").at(7_200).renewed("b", 1, true).keeps(new Told());
            woken().stopAsked("a").stopped("a").at(7_200).renewed("b", 1, true).keeps(new Told());
            woken().stopAsked("a").at(7_200).renewed("b", 1, true).breaks(new Told(), "listener didn't hear of it");
            Story.virtual()
                    .claimed("a", 1)
                    .stopAsked("a")
                    .claimed("b", 2)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .keeps(new Told());
        }

        @Test
        void areNoneThatGaveTheJobBack() {
            Story.virtual()
                    .claimed("a", 1)
                    .released("a", 1, "READY")
                    .claimed("b", 2)
                    .at(7_200)
                    .renewed("b", 1, true)
                    .keeps(new Told());
        }

        @Test
        void areFoundWhileTheyRun() {
            robbed().at(2_000).renewed("b", 1, true).breaks(new Told(), "and its listener didn't hear of it");
            robbed().suspended("a")
                    .resumed("a")
                    .at(2_000)
                    .renewed("b", 1, true)
                    .breaks(new Told(), "and its listener didn't hear of it");
        }

        @Test
        void areNoneOfClaimsThatArriveWhileTheyAreSuspended() {
            Story late = Story.virtual("a", "b")
                    .suspended("a")
                    .claimed("a", 1)
                    .at(1_000)
                    .claimed("b", 2);
            late.at(2_000).renewed("b", 1, true).keeps(new Told());
            Story grantedTwice =
                    Story.virtual("a", "b").suspended("a").granted("a").claimed("a", 1);
            grantedTwice
                    .at(1_000)
                    .claimed("b", 2)
                    .at(2_000)
                    .renewed("b", 1, true)
                    .keeps(new Told());
            Story resumed =
                    Story.virtual("a", "b").suspended("a").claimed("a", 1).resumed("a");
            resumed.at(1_000)
                    .claimed("b", 2)
                    .at(2_000)
                    .renewed("b", 1, true)
                    .breaks(new Told(), "and its listener didn't hear of it");
        }

        @Test
        void haveTheirHandlerInterruptedWhileTheyRun() {
            Story.virtual()
                    .claimed("a", 1)
                    .effect("a", 1, 1)
                    .at(1_000)
                    .claimed("b", 2)
                    .leaseLost("a")
                    .at(2_000)
                    .renewed("b", 1, true)
                    .breaks(new Told(), "and its handler was not interrupted at step 1");
            Story.virtual()
                    .claimed("a", 1)
                    .effect("a", 1, 1)
                    .at(1_000)
                    .claimed("b", 2)
                    .claimLost("a", 1)
                    .interrupted("a", 1, 1)
                    .at(2_000)
                    .renewed("b", 1, true)
                    .keeps(new Told());
        }

        @Test
        void hearSoonIfNothingBefallsThem() {
            robbed().at(2_001).leaseLost("a").breaks(new Told(), "a ran from 1000 to 2000 ms");
            robbed().at(2_000).leaseLost("a").keeps(new Told());
        }

        @Test
        void whoHeardThatTheLeaseIsLostKnowsWhateverBecomesOfTheNextOne() {
            robbed().leaseLost("a")
                    .suspended("a")
                    .resumed("a")
                    .at(2_000)
                    .renewed("b", 1, true)
                    .keeps(new Told());
            Story.virtual()
                    .suspended("a")
                    .leaseLost("a")
                    .claimed("a", 1)
                    .at(1_000)
                    .claimed("b", 2)
                    .at(2_000)
                    .renewed("b", 1, true)
                    .breaks(new Told(), "and its listener didn't hear of it");
        }

        @Test
        void haveALeaseTimeInTrouble() {
            robbed().troubled("a").at(4_000).leaseLost("a").keeps(new Told());
            robbed().troubled("a").at(4_001).leaseLost("a").breaks(new Told(), "a ran from 1000 to 4000 ms");
        }
    }

    @Nested
    class Standstills {
        /** a is killed at 100 ms. */
        private static Story killed(String... others) {
            return Story.virtual(others).claimed("a", 1).killed("a", Phase.IDLE);
        }

        @Test
        void areNotEndedByTheSuccessorsIntentWhoseWriteSetsTheNextDue() {
            Story story = killed("b")
                    .at(5_001)
                    .claimed("b", 2)
                    .at(5_001)
                    .intent("b", 2, 2)
                    .at(5_001);
            story.written("b", 2, 1, 2, 30_000L)
                    .at(5_101)
                    .effect("b", 2, 2)
                    .breaks(new Down(), "stood still for 5001 ms");
        }

        @Test
        void beginLaterIfTheOwnersLastIntentArrivesLate() {
            Story story = killed("b").at(4_000).intent("a", 1, 2).at(4_000).written("a", 1, 1, 2, 2_000L);
            takenOver(story, 10_900).keeps(new Down());
        }

        private static Story takenOver(Story story, long atMillis) {
            return story.at(atMillis).claimed("b", 2).effect("b", 2, 1);
        }

        @Test
        void areBrokenBoundsIfSomebodyWasLeftAlone() {
            takenOver(killed("b"), 5_001).breaks(new Down(), "stood still for 5001 ms; the bound is 5000");
            takenOver(killed("b"), 5_000).keeps(new Down());
        }

        /** a is cut off at 100 ms; the lease may last a heartbeat longer, which makes the bound 5,500 ms. */
        private static Story cutOff(long millis) {
            return Story.virtual("b").claimed("a", 1).cut("a", millis);
        }

        @Test
        void areBrokenBoundsAfterACut() {
            takenOver(cutOff(20_000), 5_501).breaks(new Down(), "was cut off at 100 ms, stood still for 5501 ms");
            takenOver(cutOff(20_000), 5_500).keeps(new Down());
        }

        @Test
        void areCutsThatOutlastTheBoundAndThatNobodyEverTookOver() {
            cutOff(6_000).at(6_101).effect("a", 1, 1).breaks(new Down(), "stood still for 6001 ms; the bound is 5500");
            cutOff(5_000).at(6_101).effect("a", 1, 1).keeps(new Down());
        }

        @Test
        void areNotJudgedIfNobodyWasThere() {
            takenOver(killed(), 6_000).keeps(new Down());
        }

        @Test
        void areNotJudgedIfNobodyElseReadsWhatTheOwnerDid() {
            Story newer = Story.virtual("b").newer("a").at(0).claimed("a", 1).killed("a", Phase.IDLE);
            takenOver(newer, 6_000).keeps(new Down());
            Story both = Story.virtual("b")
                    .newer("a")
                    .at(0)
                    .newer("c")
                    .at(0)
                    .claimed("a", 1)
                    .killed("a", Phase.IDLE);
            takenOver(both, 6_000).breaks(new Down(), "the bound is 5000");
        }

        @Test
        void areNotJudgedIfTheOnlyOtherOneWasInTrouble() {
            takenOver(killed("b").troubled("b"), 6_000).keeps(new Down());
            takenOver(killed("b", "c").troubled("b"), 6_000).breaks(new Down(), "the bound is 5000");
        }

        @Test
        void areNotJudgedIfTheClaimerWasInTrouble() {
            killed("b", "c")
                    .at(5_500)
                    .claimed("b", 2)
                    .troubled("b")
                    .effect("b", 2, 1)
                    .keeps(new Down());
        }

        @Test
        void areNotJudgedAcrossAJumpOfTheStoresClock() {
            takenOver(killed("b").storeMoved(1), 6_000).keeps(new Down());
        }

        /** Handed back by an owner that leaves, and taken by b at once. */
        private static Story handedBack() {
            return Story.virtual("b")
                    .claimed("a", 1)
                    .stopAsked("a")
                    .released("a", 1, "READY")
                    .stopped("a")
                    .claimed("b", 2);
        }

        @Test
        void areNotJudgedOfASuspectThatWaitsItsTurn() {
            handedBack()
                    .otherOnProbation("b", true)
                    .at(3_000)
                    .otherOnProbation("b", false)
                    .probation("b", 2, true)
                    .effect("b", 2, 1)
                    .keeps(new Down());
            handedBack()
                    .at(3_000)
                    .probation("b", 2, true)
                    .effect("b", 2, 1)
                    .breaks(new Down(), "whose owner a had stopped in order");
            handedBack()
                    .otherOnProbation("b", true)
                    .at(3_000)
                    .effect("b", 2, 1)
                    .breaks(new Down(), "whose owner a had stopped in order");
            killed("b")
                    .at(6_000)
                    .claimed("b", 2)
                    .otherOnProbation("b", true)
                    .at(40_000)
                    .otherOnProbation("b", false)
                    .probation("b", 2, true)
                    .effect("b", 2, 1)
                    .keeps(new Down());
            killed("b")
                    .at(6_000)
                    .claimed("b", 2)
                    .at(40_000)
                    .probation("b", 2, true)
                    .effect("b", 2, 1)
                    .breaks(new Down(), "whose owner a was gone");
            killed("b")
                    .at(6_000)
                    .claimed("b", 2)
                    .at(40_000)
                    .probation("b", 2, true)
                    .otherOnProbation("b", true)
                    .effect("b", 2, 1)
                    .breaks(new Down(), "whose owner a was gone");
        }

        /** The job is due at 20,300 ms, long after its owner's death. */
        private static Story dueMuchLater() {
            return Story.virtual("b")
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .written("a", 1, 1, 1, 20_000L)
                    .killed("a", Phase.IDLE);
        }

        @Test
        void areNotJudgedWhereTheStoresClockJumpedBetweenTheOwnersDeathAndWhenTheJobWasDue() {
            takenOver(dueMuchLater().storeMoved(-5_000), 32_000).keeps(new Down());
            takenOver(dueMuchLater(), 32_000).breaks(new Down(), "the bound is 5000");
        }

        /** The job is due at 20,300 ms, long after its owner was asked to stop. */
        private static Story dueLongAfterAStop() {
            return Story.virtual("b")
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .written("a", 1, 1, 1, 20_000L)
                    .stopAsked("a");
        }

        @Test
        void areNotJudgedOfAnOwnerWhoseStopWasTroubledLongBeforeTheJobWasDue() {
            takenOver(dueLongAfterAStop().storeMoved(-5_000), 32_000).keeps(new Down());
            takenOver(dueLongAfterAStop().outage("a", 2_000).stopped("a"), 32_000)
                    .keeps(new Down());
            takenOver(dueLongAfterAStop().stopped("a"), 32_000).breaks(new Down(), "had stopped in order at 20200 ms");
        }

        /** The job is due at 2,300 ms by a clock that jumps back by ten seconds after that was written. */
        private static Story jumped() {
            return Story.virtual("b")
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .written("a", 1, 1, 1, 2_000L)
                    .storeMoved(-10_000)
                    .at(4_000)
                    .killed("a", Phase.IDLE);
        }

        @Test
        void beginWhenTheJobIsDueByAStoresClockThatJumpedBefore() {
            takenOver(jumped(), 17_100).keeps(new Down());
            takenOver(jumped(), 17_300).breaks(new Down(), "stood still for");
        }

        @Test
        void areNoneOfAJobThatAPersonHasStopped() {
            takenOver(killed("b").ordered("Stop"), 6_000).keeps(new Down());
        }

        @Test
        void areNoneOfAnOwnerThatWokeAndWentOn() {
            Story.virtual("b")
                    .claimed("a", 1)
                    .frozen("a")
                    .at(6_000)
                    .woken("a")
                    .effect("a", 1, 1)
                    .keeps(new Down());
            takenOver(Story.virtual("b").claimed("a", 1).frozen("a"), 6_000).breaks(new Down(), "the bound is 5000");
        }

        @Test
        void thatNeverEndAreFoundAfterTheBound() {
            killed("b").at(5_101).renewed("b", 1, true).breaks(new Down(), "never went on");
            killed("b").at(5_100).renewed("b", 1, true).keeps(new Down());
        }

        @Test
        void afterAStopAreJudgedIfItsOwnerWasLeftAlone() {
            takenOver(Story.virtual("b").claimed("a", 1).stopAsked("a"), 2_000).breaks(new Down(), "the bound is 1000");
            takenOver(Story.virtual("b").claimed("a", 1).stopAsked("a").troubled("a"), 2_000)
                    .keeps(new Down());
        }
    }
}
