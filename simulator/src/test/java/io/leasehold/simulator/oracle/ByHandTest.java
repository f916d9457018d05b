package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the oracles make of records that a person erases or spoils behind the store's back (fault 15). */
class ByHandTest {
    private static final long BOUND = 20_000;

    private static Story erased() {
        return Story.virtual("a", "b").claimed("a", 4).step("a", 4, 1).ordered("Erase");
    }

    @Test
    void theOwnerOfAnErasedJobTells() {
        erased().after(BOUND).finished("b", 1).breaks(new Token(), "never told that the store had lost something");
        erased().regressed("a").after(BOUND).finished("b", 1).keeps(new Token());
        erased().claimLost("a", 4).after(BOUND).finished("b", 1).keeps(new Token());
    }

    @Test
    void nobodyTellsWhoOwnsItNoMoreOrIsNotLeftAlone() {
        Story.virtual("a")
                .claimed("a", 4)
                .released("a", 4, "READY")
                .ordered("Erase")
                .after(BOUND)
                .healed()
                .keeps(new Token());
        erased().troubled("a").after(BOUND).healed().keeps(new Token());
    }

    /** Its lease's record was erased before the job's, and it has lost what that owned. */
    @Test
    void whoHasLostItsLeaseBeforeOwnsTheJobNoMore() {
        Story owned = Story.virtual("a", "b").claimed("a", 4).step("a", 4, 1);
        owned.leaseErased("a").ordered("Erase").after(BOUND).healed().breaks(new Token(), "never told");
        Story lost = Story.virtual("a", "b").claimed("a", 4).step("a", 4, 1);
        lost.leaseErased("a")
                .leaseLost("a")
                .ordered("Erase")
                .after(BOUND)
                .healed()
                .keeps(new Token());
    }

    @Test
    void tokensBeginAnewWhereTheRecordIsGoneAndOnlyThere() {
        erased().regressed("a").claimed("b", 1).keeps(new Token());
        Story.virtual("a", "b")
                .claimed("a", 4)
                .ordered("Delete")
                .claimed("b", 1)
                .breaks(new Token(), "under token 1");
    }

    @Test
    void anErasedRunOwesWhatItHadClosed() {
        erased().keeps(new Loss());
        Story.virtual()
                .claimed("a", 1)
                .intent("a", 1, 1)
                .closed("a", 1, 1)
                .ordered("Erase")
                .breaks(new Loss(), "step 1 of \"reminder\"");
    }

    @Test
    void nobodyTakesTheJobsOfAnErasedLeaseBeforeItIsBuried() {
        Story taken = Story.virtual("a", "b").granted("a").claimed("a", 1).leaseErased("a");
        taken.after(60_000).claimed("b", 2).breaks(new Grant(), "lost \"reminder\" to a claim of b");
        Story.virtual("a", "b")
                .granted("a")
                .claimed("a", 1)
                .leaseErased("a")
                .renewed("a", 3_000, false)
                .leaseEnded("a", "b")
                .claimed("b", 2)
                .keeps(new Grant());
    }

    /** Its holder asks for the end of what has no record: that leaves none, and the grant that arrives once more leaves a live lease (R1). */
    @Test
    void whatHasNoRecordCannotEnd() {
        Story asked = Story.virtual("a", "b").granted("a").leaseErased("a").leaseEnded("a", "a");
        asked.granted("a").keeps(new Grant());
        Story buried = Story.virtual("a", "b").granted("a").leaseErased("a").leaseEnded("a", "b");
        buried.granted("a").breaks(new Grant(), "after it had ended");
        Story ended = Story.virtual("a", "b").granted("a").leaseEnded("a", "a");
        ended.granted("a").breaks(new Grant(), "after it had ended");
    }

    @Test
    void nobodyTakesThemFromADeadOwnerWhoseRecordIsGone() {
        Story.virtual("a", "b")
                .granted("a")
                .claimed("a", 1)
                .after(5_000)
                .leaseEnded("a", "b")
                .leaseErased("a")
                .claimed("b", 2)
                .breaks(new Grant(), "lost \"reminder\" to a claim of b");
    }

    /** It begins step 2 of a run whose record is gone; another one has the next run. */
    private static Story nextRun(String byWhom) {
        Story next = Story.virtual("a", "b")
                .claimed("a", 1)
                .written("a", 1, 1, 1, 5_000L)
                .ordered("Erase")
                .claimed("b", 1)
                .written("b", 1, 1, 1, 5_000L)
                .intent(byWhom, 1, 2);
        return next.written("b", 1, 2, 2, null);
    }

    @Test
    void whatALostRunsOwnerBeginsIsNoStepOfTheNextRun() {
        nextRun("a").keeps(new Pace());
        nextRun("b").breaks(new Pace(), "was begun by b");
    }

    @Test
    void whatAPersonStartsIsFreeWhereItsOwnersLeaseHasNoRecord() {
        Story erased = Story.virtual("a", "b").granted("a").claimed("a", 1).leaseErased("a");
        erased.ordered("Stop").claimed("b", 2).breaks(new Grant(), "lost \"reminder\" to a claim of b");
        Story.virtual("a", "b")
                .granted("a")
                .claimed("a", 1)
                .leaseErased("a")
                .ordered("Stop")
                .ordered("Start")
                .claimed("b", 2)
                .keeps(new Grant());
        Story.virtual("a", "b")
                .granted("a")
                .claimed("a", 1)
                .ordered("Stop")
                .ordered("Start")
                .claimed("b", 2)
                .breaks(new Grant(), "lost \"reminder\" to a claim of b");
    }

    /** Its owner lost its lease and all that it owned; it left, long after that. */
    private static Story left(boolean erased) {
        Story owned = Story.virtual("a", "b").granted("a").claimed("a", 1).step("a", 1, 1);
        Story left = (erased ? owned.leaseErased("a").leaseLost("a") : owned)
                .at(20_000)
                .stopAsked("a")
                .stopped("a");
        return left.at(40_000).claimed("b", 2, "lease-a").effect("b", 2, 2);
    }

    @Test
    void aStrayWaitsForTheWalkThatFindsIt() {
        left(true).keeps(new Down());
        left(false).breaks(new Down(), "whose owner a had stopped in order at 20000 ms");
    }

    @Test
    void aStrayThatWasFoundIsFollowedAgain() {
        left(true)
                .started("c")
                .killed("b", Phase.AFTER_INTENT)
                .after(20_000)
                .claimed("c", 3)
                .effect("c", 3, 3)
                .breaks(new Down(), "whose owner b was gone");
    }

    /** The store names a dead owner again, whose lease has been tidied away: a slow walk finds the job, once. */
    @Test
    void whatTheStoreSetBackToADeadOwnerIsFoundInAQuietPhaseToo() {
        Story back = quiet().leaseEnded("a", "b")
                .setBack("a", 1, 0, 1)
                .healed()
                .after(40_000)
                .claimed("b", 2, "lease-a");
        back.keeps(new Churn());
        back.claimed("c", 3, "lease-b").breaks(new Churn(), "was claimed by c");
        quiet().leaseEnded("a", "b")
                .setBack("a", 1, 0, 1)
                .healed()
                .after(40_000)
                .claimed("b", 2, "lease-c")
                .breaks(new Churn(), "in the middle of a quiet phase");
        for (Story alive : List.of(quiet(), quiet().leaseEnded("a", "b").leaseSetBack("a", 2_000))) {
            alive.setBack("a", 1, 0, 1)
                    .healed()
                    .after(40_000)
                    .claimed("b", 2, "lease-a")
                    .breaks(new Churn(), "in the middle of a quiet phase");
        }
    }

    @Test
    void aStrayIsFoundInAQuietPhaseToo() {
        quiet().leaseErased("a")
                .healed()
                .after(40_000)
                .claimed("b", 2, "lease-a")
                .keeps(new Churn());
        quiet().healed().after(40_000).claimed("b", 2, "lease-a").breaks(new Churn(), "in the middle of a quiet phase");
        quiet().leaseErased("a")
                .healed()
                .after(40_000)
                .claimed("b", 2, "lease-a")
                .claimed("c", 3, "lease-b")
                .breaks(new Churn(), "was claimed by c");
    }

    private static Story beating(Story story, long untilMillis) {
        while (story.now() < untilMillis) {
            story.after(2_000)
                    .renewed("a", 3_000, true)
                    .renewed("b", 3_000, true)
                    .renewed("c", 3_000, true);
        }
        return story;
    }

    @Test
    void aStrayWaitsUntilItIsFoundWhichTakesThirtyLeaseTimesAtMost() {
        beating(quiet().leaseErased("a").healed(), 80_000)
                .leaseEnded("a", "b")
                .claimed("b", 2, "lease-a")
                .effect("b", 2, 1)
                .finished("b", 2)
                .keeps(new Stall());
        beating(quiet().healed(), 80_000)
                .claimed("b", 2, "lease-a")
                .effect("b", 2, 1)
                .finished("b", 2)
                .breaks(new Stall(), "\"reminder\" made no progress");
        beating(quiet().leaseErased("a").healed(), 95_000)
                .leaseEnded("a", "b")
                .claimed("b", 2, "lease-a")
                .effect("b", 2, 1)
                .finished("b", 2)
                .breaks(new Stall(), "whose owner's lease had no record any more, was not found from 300 to");
    }

    @Test
    void aJobThatWasSetBackToItsOwnerMayBecomeAStrayToo() {
        for (Story story : List.of(
                quiet().setBack("a", 1, 0, 1).leaseErased("a"),
                quiet().leaseErased("a").setBack("a", 1, 0, 1))) {
            beating(story.healed(), 80_000)
                    .leaseEnded("a", "b")
                    .claimed("b", 2, "lease-a")
                    .effect("b", 2, 1)
                    .finished("b", 2)
                    .keeps(new Stall());
        }
        beating(quiet().leaseErased("a").setBack(null, 0, 0, 1).healed(), 80_000)
                .claimed("b", 1)
                .effect("b", 1, 1)
                .finished("b", 1)
                .breaks(new Stall(), "\"reminder\" made no progress");
    }

    @Test
    void ordersGivenBeforeMakeNoDifferenceToAStray() {
        beating(quiet().ordered("Stop").ordered("Start").leaseErased("a").healed(), 80_000)
                .leaseEnded("a", "b")
                .claimed("b", 2, "lease-a")
                .effect("b", 2, 1)
                .finished("b", 2)
                .keeps(new Stall());
        beating(quiet().leaseErased("a").healed().ordered("Start"), 80_000)
                .claimed("b", 2)
                .effect("b", 2, 1)
                .finished("b", 2)
                .breaks(new Stall(), "\"reminder\" made no progress");
    }

    @Test
    void aStrayThatWasFoundGoesOnWithinTheBound() {
        Story found = beating(quiet().leaseErased("a").healed(), 40_000).leaseEnded("a", "b");
        beating(found, 65_000)
                .claimed("b", 2, "lease-a")
                .effect("b", 2, 1)
                .finished("b", 2)
                .breaks(new Stall(), "\"reminder\" made no progress from 4");
    }

    @Test
    void aStrayIsNobodysLoad() {
        long over = 60_000;
        overloaded(false).after(over).claimed("c", 1, null).breaks(new Balance(), "a had");
        overloaded(true).after(over).claimed("c", 1, null).keeps(new Balance());
    }

    /** One of three has five jobs of five, under a lease whose record is there or not. */
    private static Story overloaded(boolean erased) {
        Story story = Story.virtual("a", "b", "c").granted("a").owning("a", 5);
        return (erased ? story.leaseErased("a") : story).healed().after(12_000).released("b", 9, "READY");
    }

    private static Story quiet() {
        return Story.virtual("a", "b", "c").granted("a").claimed("a", 1);
    }

    @Test
    void whoClaimsAJobWithASpoiltStateParksItAndBeginsNothing() {
        Story.virtual()
                .ordered("Spoil")
                .claimed("a", 1)
                .released("a", 1, "PARKED")
                .keeps(new Innocent());
        Story.virtual()
                .ordered("Spoil")
                .claimed("a", 1)
                .intent("a", 1, 1)
                .breaks(new Innocent(), "though the state in its record could not be read");
    }

    @Test
    void anOwnersWriteMendsWhatWasSpoiltUnderIt() {
        Story mended = Story.virtual().claimed("a", 1).ordered("Spoil").written("a", 1, 2, 1, null);
        mended.claimed("b", 2).intent("b", 2, 1).keeps(new Innocent());
        mended.released("b", 2, "PARKED").breaks(new Innocent(), "was PARKED by b");
    }
}
