package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** STALL, CHURN, INNOCENT, LEAK and GROWTH meet stories that break them, and stories that keep them. */
class QuietOraclesTest {
    @Nested
    class Stalls {
        /** Nobody has a job; a lives, and all trouble is over. */
        private static Story alone() {
            return Story.virtual("a").at(1_000).healed();
        }

        @Test
        void areInstancesThatLiveWithoutAHeartbeat() {
            String words = "a lived, and sent no heartbeat from 1000 to 4001 ms";
            alone().at(4_001).renewed("a", 3_000, true).breaks(new Stall(), words);
            alone().at(4_001).ordered("Start").breaks(new Stall(), words);
            alone().at(4_000).renewed("a", 3_000, true).keeps(new Stall());
        }

        @Test
        void areNoInstancesThatAreGone() {
            alone().killed("a", Phase.IDLE).at(9_000).ordered("Start").keeps(new Stall());
            alone().stopAsked("a").at(9_000).ordered("Start").keeps(new Stall());
        }

        /** All trouble is over at 1,000 ms. */
        private static Story healed() {
            return Story.virtual().claimed("a", 1).at(1_000).healed();
        }

        @Test
        void areFoundAtTheEnd() {
            healed().at(21_001).renewed("a", 1, true).breaks(new Stall(), "made no progress from 1000 to 21001 ms");
        }

        @Test
        void areFoundBetweenSteps() {
            healed().at(2_000)
                    .effect("a", 1, 1)
                    .at(22_001)
                    .closed("a", 1, 1)
                    .breaks(new Stall(), "made no progress from 2000 to 22001 ms");
        }

        @Test
        void areNoneWithinTheBound() {
            healed().at(21_000).effect("a", 1, 1).at(41_000).closed("a", 1, 1).keeps(new Stall());
        }

        @Test
        void areNoneWhileThereIsTrouble() {
            Story.virtual()
                    .claimed("a", 1)
                    .at(30_000)
                    .healed()
                    .at(50_000)
                    .effect("a", 1, 1)
                    .keeps(new Stall());
            Story.virtual().claimed("a", 1).at(30_000).effect("a", 1, 1).keeps(new Stall());
        }

        @Test
        void countFromAPersonsOrder() {
            healed().at(15_000).ordered("Start").at(35_000).effect("a", 1, 1).keeps(new Stall());
        }

        @Test
        void areNoneOfAFinishedJob() {
            healed().released("a", 1, "FINISHED")
                    .at(30_000)
                    .renewed("a", 1, true)
                    .keeps(new Stall());
            healed().released("a", 1, "PARKED")
                    .at(30_000)
                    .renewed("a", 1, true)
                    .breaks(new Stall(), "made no progress");
        }
    }

    @Nested
    class Imbalances {
        /** a has five jobs, and of three instances one is dead; quiet from 11,000 ms, and the first look falls just behind. */
        private static Story overloaded() {
            return Story.virtual("a", "b", "c")
                    .owning("a", 4)
                    .claimed("a", 1)
                    .killed("c", Phase.IDLE)
                    .at(1_000)
                    .healed()
                    .at(11_001)
                    .renewed("a", 1, true)
                    .at(11_001)
                    .released("a", 1, "READY");
        }

        @Test
        void areSurplusesThatNobodyHandsOver() {
            overloaded().claimed("a", 2).at(18_001).released("a", 2, "READY").keeps(new Balance());
            overloaded()
                    .claimed("a", 2)
                    .at(18_002)
                    .released("a", 2, "READY")
                    .breaks(
                            new Balance(),
                            "a had 4 of 4 jobs at 18002 ms, and too many since 11001 ms, though 2 lived");
        }

        @Test
        void mayLastLongerWhereTwoReleasesRanSideBySide() {
            Story.virtual("a", "b")
                    .newer("d")
                    .at(0)
                    .owning("a", 5)
                    .killed("d", Phase.IDLE)
                    .at(1_000)
                    .healed()
                    .at(11_001)
                    .claimed("a", 1)
                    .at(40_000)
                    .released("a", 1, "READY")
                    .keeps(new Balance());
        }

        @Test
        void areNoneOnceTheyAreHandedOver() {
            Story even = overloaded().claimed("b", 2).owning("b", 2);
            even.at(30_000).released("b", 2, "READY").keeps(new Balance());
        }

        @Test
        void areNoneOfWhomHasNobodyToHandThemTo() {
            overloaded()
                    .claimed("a", 2)
                    .stopAsked("b")
                    .at(30_000)
                    .released("a", 2, "READY")
                    .keeps(new Balance());
        }

        @Test
        void areNoneWithinTheHysteresis() {
            Story.virtual("a", "b", "c", "d")
                    .owning("a", 2)
                    .owning("b", 1)
                    .owning("c", 1)
                    .at(1_000)
                    .healed()
                    .at(12_000)
                    .claimed("b", 1)
                    .at(30_000)
                    .released("b", 1, "READY")
                    .keeps(new Balance());
        }

        @Test
        void areNoneWhileThereIsTrouble() {
            Story.virtual("a", "b")
                    .owning("a", 5)
                    .at(12_000)
                    .claimed("a", 1)
                    .at(30_000)
                    .released("a", 1, "READY")
                    .keeps(new Balance());
        }
    }

    @Nested
    class Churns {
        /** Quiet from 11,000 ms. */
        private static Story healed() {
            return Story.virtual().claimed("a", 1).at(1_000).healed();
        }

        @Test
        void areClaimsInAQuietPhase() {
            healed().at(11_001)
                    .claimed("b", 2)
                    .breaks(new Churn(), "was claimed by b at 11001 ms, in the middle of a quiet phase");
        }

        /** a has this job, and so many others; it hands this one over in the quiet. */
        private static Story handedOver(int others, int toB) {
            return Story.virtual()
                    .owning("a", others)
                    .owning("b", toB)
                    .claimed("a", 1)
                    .at(1_000)
                    .healed()
                    .at(11_001)
                    .released("a", 1, "READY");
        }

        @Test
        void areNoHandOversThatMakeTheFleetMoreEven() {
            handedOver(1, 0).claimed("b", 2).keeps(new Churn());
            handedOver(1, 0).claimed("b", 2).at(40_000).claimed("a", 3).breaks(new Churn(), "claimed by a at 40000 ms");
        }

        @Test
        void areHandOversThatMakeItLessSo() {
            handedOver(1, 2).claimed("b", 2).breaks(new Churn(), "it had 2, and a, which handed it over, had 2");
            handedOver(1, 2).claimed("b", 2, null).breaks(new Churn(), "it had 2, and a, which handed it over, had 2");
        }

        /** c has too many, so that jobs are still being handed over: one goes to b, which has more than a. */
        private static Story whileUneven(int ofC) {
            return Story.virtual("a", "b", "c")
                    .owning("a", 1)
                    .owning("b", 3)
                    .owning("c", ofC)
                    .claimed("a", 1)
                    .at(1_000)
                    .healed()
                    .at(11_001)
                    .released("a", 1, "READY")
                    .claimed("b", 2);
        }

        @Test
        void areNoHandOversThatMissTheirAimWhileSomebodyHasTooMany() {
            whileUneven(9).keeps(new Churn());
            whileUneven(2).breaks(new Churn(), "it had 3, and a, which handed it over, had 2");
        }

        /** a has this job and so many others, of five instances that have two or three; b, which has three, finds it and hands it on to c. */
        private static Story passedOn(int others, Story story) {
            return story.started("a", "b", "c", "d", "e")
                    .owning("a", others)
                    .owning("b", 3)
                    .owning("c", 3)
                    .claimed("a", 1)
                    .at(1_000)
                    .healed()
                    .at(11_001)
                    .released("a", 1, "READY")
                    .claimed("b", 2)
                    .released("b", 2, "READY")
                    .claimed("c", 3);
        }

        @Test
        void areNoneThatGoAstrayWhereNobodyHearsARing() {
            passedOn(3, Story.deaf()).keeps(new Churn());
            passedOn(3, Story.virtual()).breaks(new Churn(), "it had 3, and b, which handed it over, had 4");
            passedOn(2, Story.deaf()).breaks(new Churn(), "it had 3, and a, which handed it over, had 3");
        }

        @Test
        void areHandOversToAndFro() {
            Story once = handedOver(1, 1).claimed("b", 2);
            once.keeps(new Churn());
            once.released("b", 2, "READY").claimed("a", 3).breaks(new Churn(), "it had 1, and b");
        }

        @Test
        void areNoJobsThatNobodyElseWouldHave() {
            handedOver(4, 0).claimed("a", 2).keeps(new Churn());
        }

        @Test
        void areNoneWhileThingsSettle() {
            healed().at(11_000).claimed("b", 2).keeps(new Churn());
        }

        @Test
        void areNoneWhileThereIsTrouble() {
            Story.virtual().claimed("a", 1).at(20_000).claimed("b", 2).keeps(new Churn());
        }

        @Test
        void areNotCausedByAPersonsOrder() {
            healed().at(20_000).ordered("Start").at(30_000).claimed("b", 2).keeps(new Churn());
        }

        @Test
        void areNotCausedByAJobThatAPersonSubmitsAgain() {
            healed().at(20_000).submittedAgain().at(30_000).claimed("b", 2).keeps(new Churn());
            healed().at(20_000).submittedAgain().at(30_001).claimed("b", 2).breaks(new Churn(), "quiet phase");
        }

        @Test
        void areNotExcusedByAnOldOrder() {
            healed().at(20_000).ordered("Start").at(30_001).claimed("b", 2).breaks(new Churn(), "quiet phase");
        }
    }

    @Nested
    class Innocents {
        private static Story refusals(int times) {
            Story story = Story.virtual().claimed("a", 1);
            for (int i = 0; i < times; i++) {
                story.refused("a", 1, 1);
            }
            return story;
        }

        private static Story doubts(long... sequences) {
            Story story = Story.virtual().claimed("a", 1);
            for (long sequence : sequences) {
                story.attemptInDoubt("a", sequence);
            }
            return story;
        }

        @Test
        void failAfterNoLessThanTenRefusals() {
            refusals(9)
                    .released("a", 1, "FAILED")
                    .breaks(new Innocent(), "was FAILED by a at 1000 ms, though nothing it did deserved that");
            refusals(10).released("a", 1, "FAILED").keeps(new Innocent());
        }

        @Test
        void areCountedAnewAfterAStart() {
            refusals(9)
                    .ordered("Start")
                    .refused("a", 1, 1)
                    .released("a", 1, "FAILED")
                    .breaks(new Innocent(), "was FAILED");
        }

        @Test
        void doNotFailOfOtherFailures() {
            refusals(9).failed("a", 1, 1).released("a", 1, "FAILED").breaks(new Innocent(), "was FAILED");
        }

        @Test
        void doNotFailOfRefusalsOfSeveralSteps() {
            refusals(9).refused("a", 1, 2).released("a", 1, "FAILED").breaks(new Innocent(), "was FAILED");
        }

        @Test
        void areParkedAfterThreeDoubtsInARowOnly() {
            doubts(4, 5, 6).released("a", 1, "PARKED").keeps(new Innocent());
            doubts(4, 5).released("a", 1, "PARKED").breaks(new Innocent(), "was PARKED");
            doubts(4, 5, 7).released("a", 1, "PARKED").breaks(new Innocent(), "was PARKED");
        }

        @Test
        void areNotParkedForTheDeathOfAnOwner() {
            doubts(4, 5).inDoubt("a", 6).released("a", 1, "PARKED").breaks(new Innocent(), "was PARKED");
        }

        @Test
        void areNeverQuarantined() {
            doubts(4, 5, 6).released("a", 1, "QUARANTINED").breaks(new Innocent(), "was QUARANTINED");
        }

        @Test
        void mayFinishOrBeHandedBack() {
            doubts().released("a", 1, "FINISHED").keeps(new Innocent());
            doubts().released("a", 1, "READY").keeps(new Innocent());
        }
    }

    @Nested
    class Leaks {
        /** a was asked to stop at 0 ms and has 2,000 ms for it. */
        private static Story asked() {
            return Story.virtual("a").stopAsked("a");
        }

        @Test
        void areStopsThatTakeTooLong() {
            asked().at(2_001)
                    .stopped("a")
                    .breaks(new Leak(), "a was asked to stop at 0 ms and had not given back everything 2000 ms later");
        }

        @Test
        void areStopsThatNeverEnd() {
            asked().at(2_000).healed().breaks(new Leak(), "had not given back everything");
        }

        @Test
        void areNotExcusedByTrouble() {
            asked().troubled("a").at(2_001).stopped("a").breaks(new Leak(), "had not given back everything");
        }

        @Test
        void areNoneWithinTheBudget() {
            asked().at(2_000).stopped("a").keeps(new Leak());
        }

        @Test
        void areNotJudgedOfTheKilledAndTheFrozen() {
            asked().killed("a", Phase.IDLE).at(3_000).healed().keeps(new Leak());
            asked().frozen("a").woken("a").at(3_000).stopped("a").keeps(new Leak());
        }

        @Test
        void areNotJudgedBeforeTheBudgetIsSpent() {
            asked().at(1_999).healed().keeps(new Leak());
        }
    }

    @Nested
    class Growths {

        @Test
        void areMoreJobsThanSubmitted() {
            Story.virtual().counted(2, 0, 5_000).breaks(new Growth(), "holds 2 jobs and tombstones of 1 submitted");
            Story.virtual().counted(1, 0, 5_000).keeps(new Growth());
        }

        @Test
        void areLeasesKeptForTooLong() {
            Story.virtual()
                    .granted("a")
                    .at(5_001)
                    .counted(1, 1, 5_000)
                    .breaks(new Growth(), "holds 1 leases at 5001 ms, where 0 live");
        }

        @Test
        void areNoLeasesStillToBeKept() {
            Story.virtual().granted("a").at(5_000).counted(1, 1, 5_000).keeps(new Growth());
            Story.virtual()
                    .granted("a")
                    .at(2_000)
                    .renewed("a", 1, true)
                    .at(7_000)
                    .counted(1, 1, 5_000)
                    .keeps(new Growth());
        }

        @Test
        void areLeasesThatOnlyAskedInVain() {
            Story.virtual()
                    .granted("a")
                    .at(2_000)
                    .renewed("a", 1, false)
                    .at(7_000)
                    .counted(1, 1, 5_000)
                    .breaks(new Growth(), "where 0 live");
        }
    }
}
