package io.leasehold.simulator.oracle;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** GRANT, TWO, PACE and WISH meet stories that break them, and stories that keep them. */
class VirtualOraclesTest {
    @Nested
    class Grants {
        /** a owns the job; its lease lasts until 3,000 ms. */
        private static Story owned() {
            return Story.virtual().granted("a").claimed("a", 1);
        }

        @Test
        void areNoneBeforeTheOwnersTime() {
            owned().at(1_000)
                    .claimed("b", 2)
                    .breaks(new Grant(), "lost \"reminder\" to a claim of b at 1000 ms, 2000 ms before its time");
        }

        @Test
        void areNotToldThatTheyHaveEndedBeforeTheirTime() {
            owned().at(2_999)
                    .renewed("a", 3_000, false)
                    .breaks(new Grant(), "was said to have ended when a renewed it at 2999 ms, 1 ms before its time");
            owned().at(3_000).renewed("a", 3_000, false).keeps(new Grant());
        }

        @Test
        void areNotEndedBeforeTheyAreGranted() {
            Story.virtual("a", "b")
                    .leaseEnded("a", "a")
                    .granted("a")
                    .leaseEnded("a", "b")
                    .keeps(new Grant());
            Story.virtual("a", "b").granted("a").leaseEnded("a", "b").breaks(new Grant(), "ms before its time");
            Story.virtual("a").granted("a").leaseEnded("a", "a").granted("a").breaks(new Grant(), "after it had ended");
        }

        @Test
        void mayFollowTheOwnersTime() {
            owned().at(3_000).claimed("b", 2).keeps(new Grant());
        }

        @Test
        void waitForARenewedLease() {
            owned().at(1_000)
                    .renewed("a", 3_000, true)
                    .at(3_000)
                    .claimed("b", 2)
                    .breaks(new Grant(), "1000 ms before its time");
        }

        @Test
        void doNotWaitForALeaseThatWasOnlyAskedFor() {
            owned().at(1_000).renewed("a", 0, true).at(3_000).claimed("b", 2).keeps(new Grant());
        }

        @Test
        void goByTheStoresClock() {
            owned().storeMoved(2_000).at(1_000).claimed("b", 2).keeps(new Grant());
            owned().storeMoved(-500).at(3_000).claimed("b", 2).breaks(new Grant(), "500 ms before its time");
        }

        /** A survey that nobody heard of may have ended a lease before the store's clock was set back. */
        @Test
        void mayFollowATimeThatWasOverOnce() {
            owned().at(3_000).storeMoved(-2_000).claimed("b", 2).keeps(new Grant());
            owned().at(2_999).storeMoved(-2_000).at(3_100).claimed("b", 2).breaks(new Grant(), "ms before its time");
            owned().at(3_000)
                    .storeMoved(-2_000)
                    .renewed("a", 3_000, true)
                    .at(5_000)
                    .claimed("b", 2)
                    .breaks(new Grant(), "before its time");
        }

        @Test
        void areOnlyOfWhatTheClaimerReads() {
            Story.virtual("a").claimed("a", 1, null, 2).breaks(new Grant(), "which doesn't read message of version 2");
            Story.virtual().newer("a").claimed("a", 1, null, 2).keeps(new Grant());
        }

        @Test
        void mayFollowARelease() {
            owned().released("a", 1, "READY").claimed("b", 2).keeps(new Grant());
        }

        @Test
        void mayFollowAnEndByWish() {
            owned().leaseEnded("a", "a").claimed("b", 2).keeps(new Grant());
        }

        @Test
        void endNoLeaseBeforeItsTime() {
            owned().at(1_000)
                    .leaseEnded("a", "b")
                    .breaks(new Grant(), "was ended, as b heard at 1000 ms, 2000 ms before its time");
            owned().at(3_000).leaseEnded("a", "b").keeps(new Grant());
        }

        @Test
        void goToNoEndedLease() {
            Story.virtual()
                    .granted("a")
                    .leaseEnded("a", "a")
                    .claimed("a", 1)
                    .breaks(new Grant(), "under a lease that had ended");
        }

        @Test
        void takeNothingFromTheirOwnLease() {
            owned().at(4_000).claimed("a", 2).breaks(new Grant(), "from its own live lease");
        }

        @Test
        void reviveNoLease() {
            owned().leaseEnded("a", "a")
                    .renewed("a", 3_000, true)
                    .breaks(new Grant(), "was said to live when a renewed it");
            owned().leaseEnded("a", "a").granted("a").breaks(new Grant(), "was granted to a");
            owned().leaseEnded("a", "a").renewed("a", 3_000, false).keeps(new Grant());
        }
    }

    @Nested
    class TwoAtTheGate {

        @Test
        void areFound() {
            Story.virtual()
                    .claimed("a", 1)
                    .at(4_000)
                    .claimed("b", 2)
                    .effectPastGate("a", 1, 1, 4_001)
                    .breaks(
                            new Two(),
                            "a passed the gate for step 1 of \"reminder\" (run 00000000000000aa) at 4001 ms, though b had claimed the job at 4000 ms");
        }

        @Test
        void areNoneIfTheGateWasPassedBefore() {
            Story.virtual()
                    .claimed("a", 1)
                    .at(4_000)
                    .claimed("b", 2)
                    .effectPastGate("a", 1, 1, 4_000)
                    .keeps(new Two());
        }

        @Test
        void areLetOffAfterAJumpOfTheStoresClock() {
            Story.virtual()
                    .claimed("a", 1)
                    .at(1_000)
                    .storeMoved(9)
                    .at(7_000)
                    .claimed("b", 2)
                    .effectPastGate("a", 1, 1, 7_001)
                    .keeps(new Two());
        }

        @Test
        void areNotLetOffForAnOldJump() {
            Story.virtual()
                    .claimed("a", 1)
                    .at(1_000)
                    .storeMoved(9)
                    .at(7_001)
                    .claimed("b", 2)
                    .effectPastGate("a", 1, 1, 7_002)
                    .breaks(new Two(), "passed the gate");
        }
    }

    @Nested
    class Paces {
        /** The job is due at 1,100 ms. */
        private static Story due() {
            return Story.virtual().claimed("a", 1).written("a", 1, 1, 1, 1_000L);
        }

        private static Story begun(Story story, long atMillis) {
            return story.at(atMillis).intent("a", 1, 2).written("a", 1, 2, 2, null);
        }

        @Test
        void areBrokenByAStepBeforeItsDue() {
            begun(due(), 999).breaks(new Pace(), "was begun by a at 999 ms, 101 ms before its due");
        }

        @Test
        void leaveOneCallsDelay() {
            begun(due(), 1_000).keeps(new Pace());
        }

        @Test
        void leaveMoreToOneInTrouble() {
            begun(due().troubled("a"), 800).keeps(new Pace());
            begun(due().troubled("a"), 799).breaks(new Pace(), "301 ms before its due");
        }

        @Test
        void areLetOffByAJumpOfTheStoresClock() {
            begun(due().storeMoved(500), 600).keeps(new Pace());
        }

        /** a read the store's clock at this moment and reckoned 1,050 ms; the store has 1,550 ms. */
        private static Story reckoned(Story jumped, long readMillis) {
            return jumped.at(200).reckoned("a", 1, 1, 1, 1_350, readMillis);
        }

        /** The store's clock jumps so far at 100 ms. */
        private static Story jumped(long byMillis) {
            return Story.virtual().claimed("a", 1).storeMoved(byMillis);
        }

        @Test
        void areReckonedBeforeAJumpBackByWhoWritesThemAfterIt() {
            begun(reckoned(jumped(-500), 50), 765).keeps(new Pace());
            begun(reckoned(jumped(-500), 100), 765).keeps(new Pace());
            begun(reckoned(jumped(-500).storeMoved(200), 50), 1_050).keeps(new Pace());
        }

        @Test
        void areBrokenByAStepThatIsEarlierThanTheJumpExplains() {
            begun(reckoned(jumped(-500), 50), 764).breaks(new Pace(), "286 ms before its due");
            begun(reckoned(jumped(-499), 50), 764).breaks(new Pace(), "287 ms before its due");
            begun(reckoned(jumped(-500).storeMoved(200), 50), 764).breaks(new Pace(), "486 ms before its due");
        }

        @Test
        void areNotExcusedByAJumpAtAnotherTimeOrForward() {
            begun(reckoned(Story.virtual().claimed("a", 1), 50), 1_050).breaks(new Pace(), "500 ms before its due");
            begun(reckoned(jumped(-500), 101), 1_050).breaks(new Pace(), "500 ms before its due");
            begun(reckoned(jumped(500), 50), 1_050).breaks(new Pace(), "500 ms before its due");
            begun(jumped(-500).at(200).written("a", 1, 1, 1, 1_350L), 1_050)
                    .breaks(new Pace(), "500 ms before its due");
        }

        @Test
        void areExcusedByAJumpNoLongerThanTheyAreInForce() {
            Story again = reckoned(jumped(-500), 50).reckoned("a", 1, 2, 1, 1_250, 250);
            again.at(1_050).intent("a", 1, 2).written("a", 1, 3, 2, null).breaks(new Pace(), "500 ms before its due");
        }

        @Test
        void areTheStoresForWhoTakesTheJobOver() {
            begunByAnother(reckoned(jumped(-500), 50), 1_050).breaks(new Pace(), "500 ms before its due");
            Story sameAgain = reckoned(jumped(-500), 50).claimed("a", 2).at(1_050);
            sameAgain.intent("a", 2, 2).written("a", 2, 1, 2, null).breaks(new Pace(), "500 ms before its due");
        }

        @Test
        void areNotWaitedForByWhoRepeatsAPredecessorsStep() {
            begun(due().resolved("a", 2, "REPEATED"), 600).keeps(new Pace());
            begun(due().resolved("a", 2, "SKIPPED"), 600).breaks(new Pace(), "before its due");
        }

        @Test
        void areNotWaitedForByWhoTakesOverAStepThatStaysInDoubt() {
            begunByAnother(due().repeated("a", 2)).keeps(new Pace());
            begunByAnother(due()).breaks(new Pace(), "before its due");
            begunByAnother(due().repeated("a", 2).closed("a", 1, 2)).breaks(new Pace(), "before its due");
            begunByAnother(due().repeated("a", 2).resolved("a", 2, "SKIPPED")).breaks(new Pace(), "before its due");
            begun(due().repeated("a", 2), 600).breaks(new Pace(), "before its due");
        }

        private static Story begunByAnother(Story story) {
            return begunByAnother(story, 600);
        }

        private static Story begunByAnother(Story story, long atMillis) {
            return story.claimed("b", 2).at(atMillis).intent("b", 2, 2).written("b", 2, 1, 2, null);
        }

        @Test
        void areTheJobsOwnWhateverIsWrittenInBetween() {
            Story hurried = Story.virtual()
                    .claimed("a", 1)
                    .intent("a", 1, 1)
                    .written("a", 1, 1, 1, 1_000L)
                    .at(300)
                    .written("a", 1, 2, 1, 0L);
            hurried.at(600)
                    .intent("a", 1, 2)
                    .written("a", 1, 3, 2, null)
                    .breaks(new Pace(), "500 ms before the job's pace allows");
        }

        @Test
        void areLetOffByAPersonsOrder() {
            begun(due().ordered("Start"), 600).keeps(new Pace());
        }

        @Test
        void areNotMovedByAWriteAppliedTwice() {
            begun(due().at(800).written("a", 1, 1, 1, 1_000L), 1_100).keeps(new Pace());
            begun(due().at(800).written("a", 1, 1, 1, 1_000L), 900).breaks(new Pace(), "200 ms before its due");
        }

        @Test
        void areNotBrokenByAnIntentThatNeverGotThrough() {
            due().at(600).intent("a", 1, 2).keeps(new Pace());
        }
    }

    @Nested
    class Wishes {
        /** A person has stopped the job. */
        private static Story stoppedJob() {
            return Story.virtual().claimed("a", 1).ordered("Stop");
        }

        @Test
        void letNobodyClaimAStoppedJob() {
            stoppedJob().claimed("b", 2).breaks(new Wish(), "was claimed by b at 200 ms, though it was stopped");
        }

        @Test
        void letAClaimFollowAStart() {
            stoppedJob().ordered("Start").claimed("b", 2).keeps(new Wish());
        }

        @Test
        void letNoThirdStepStart() {
            stoppedJob()
                    .effect("a", 1, 1)
                    .effect("a", 1, 2)
                    .effect("a", 1, 3)
                    .breaks(new Wish(), "start 3 since the job was stopped");
        }

        @Test
        void letTheStepInHandAndTheRecordedOneStart() {
            stoppedJob().effect("a", 1, 1).effect("a", 1, 2).keeps(new Wish());
        }

        @Test
        void countAnewAfterAStart() {
            stoppedJob()
                    .effect("a", 1, 1)
                    .effect("a", 1, 2)
                    .ordered("Start")
                    .effect("a", 1, 3)
                    .keeps(new Wish());
        }

        @Test
        void areNotRenewedByAFurtherStop() {
            stoppedJob()
                    .effect("a", 1, 1)
                    .ordered("Stop")
                    .effect("a", 1, 2)
                    .effect("a", 1, 3)
                    .breaks(new Wish(), "start 3 since");
        }
    }
}
