package io.leasehold.simulator.oracle;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the oracles make of a store that loses what it had acknowledged (fault 14). */
class SetBackTest {
    private static final long BOUND = 20_000;

    /** Its owner has performed two steps under token 4, and the store knows of neither claim nor steps. */
    private static Story forgotten() {
        return Story.virtual("a", "b")
                .claimed("a", 4)
                .step("a", 4, 1)
                .step("a", 4, 2)
                .setBack(null, 3, 0, 1);
    }

    /** The store still has the claim, but not its last step. */
    private static Story behind() {
        return Story.virtual("a", "b")
                .claimed("a", 4)
                .step("a", 4, 1)
                .written("a", 4, 2, 2, null)
                .step("a", 4, 2)
                .written("a", 4, 4, 3, null)
                .setBack("a", 4, 2, 2);
    }

    @Test
    void theOwnerWhoseClaimIsGoneTellsAndHasTheJobParked() {
        forgotten().after(BOUND).healed().breaks(new Token(), "never told that the store had lost something");
        forgotten().regressed("a").after(BOUND).healed().breaks(new Token(), "told so, but never had it parked");
        forgotten().regressed("a").parked("a", 3).after(BOUND).healed().breaks(new Token(), "never had it parked");
        forgotten().regressed("a").parked("a", 4).after(BOUND).healed().keeps(new Token());
    }

    @Test
    void whatAPersonHasErasedMeanwhileCannotBeParked() {
        forgotten().ordered("Erase").regressed("a").after(BOUND).healed().keeps(new Token());
        forgotten().ordered("Stop").regressed("a").after(BOUND).healed().breaks(new Token(), "never had it parked");
    }

    @Test
    void itMayHearNoMoreThanItsLossOnceOthersHaveTakenTheJob() {
        forgotten().claimLost("a", 4).after(BOUND).healed().breaks(new Token(), "never told");
        forgotten().claimed("b", 4).claimLost("a", 4).after(BOUND).healed().keeps(new Token());
    }

    @Test
    void whatOthersClaimLaterIsNoExcuse() {
        forgotten().claimLost("a", 4).claimed("b", 4).after(BOUND).healed().breaks(new Token(), "never told");
    }

    @Test
    void nobodyTellsWhomSomethingElseBefalls() {
        forgotten().troubled("a").after(BOUND).healed().keeps(new Token());
    }

    @Test
    void nobodyTellsWhoHadLostItsLeaseBefore() {
        Story lost = Story.virtual("a", "b").claimed("a", 4).step("a", 4, 1).leaseLost("a");
        lost.setBack(null, 3, 0, 1).after(BOUND).healed().keeps(new Token());
    }

    @Test
    void whoGetsTheVeryClaimOnceMoreTellsAndHasTheJobParked() {
        forgotten().claimed("a", 4).after(BOUND).healed().breaks(new Token(), "never told");
        forgotten().claimed("a", 4).regressed("a").after(BOUND).healed().breaks(new Token(), "never had it parked");
        forgotten()
                .claimed("a", 4)
                .regressed("a")
                .parked("a", 4)
                .after(BOUND)
                .healed()
                .keeps(new Token());
        forgotten()
                .claimed("b", 3)
                .claimed("a", 4)
                .regressed("a")
                .parked("a", 4)
                .after(BOUND)
                .healed()
                .breaks(new Token(), "though the store had it at 3");
        Story between = Story.virtual("a", "b")
                .claimed("b", 3)
                .claimed("a", 4)
                .setBack("b", 3, 0, 1)
                .claimed("b", 3);
        between.claimed("a", 4).after(BOUND).healed().breaks(new Token(), "never told");
        forgotten().claimLost("a", 4).claimed("a", 4).after(BOUND).healed().breaks(new Token(), "never told");
        forgotten().regressed("a").claimed("a", 4).after(BOUND).healed().breaks(new Token(), "never had it parked");
    }

    @Test
    void tokensGrowAgainAboveTheOneThatTheJobWasParkedAt() {
        forgotten().regressed("a").parked("a", 4).claimed("b", 5).keeps(new Token());
        forgotten().regressed("a").parked("a", 4).claimed("b", 4).breaks(new Token(), "though the store had it at 4");
        forgotten().claimed("b", 3).breaks(new Token(), "though the store had it at 3");
    }

    /** b had taken the job over from a before the store forgot both, and c has it under a's token. */
    private static Story takenOverBefore(boolean frozen, boolean inDoubt) {
        Story owned = Story.virtual("a", "b", "c").claimed("a", 4).intent("a", 4, 1);
        Story gone = frozen ? owned.frozen("a") : owned;
        Story taken = (inDoubt ? gone.inDoubt("a", 1) : gone).claimed("b", 5).setBack(null, 3, 0, 1);
        return taken.claimed("c", 4).effect("a", 4, 1);
    }

    @Test
    void whatIsLateOfAnOwnerWhoWasGoneBeforeIsAsLateAsEver() {
        takenOverBefore(true, true).regressed("b").keeps(new Token());
        takenOverBefore(false, true).regressed("b").breaks(new Token(), "after c had claimed the job under 4");
        takenOverBefore(true, false).regressed("b").breaks(new Token(), "after c had claimed the job under 4");
    }

    @Test
    void whoHasToldStartsNothingMore() {
        forgotten().effect("a", 4, 3).keeps(new Token());
        forgotten().regressed("a").effect("a", 4, 3).breaks(new Token(), "which no claim brought");
        Story told = forgotten();
        long gate = told.events().get(told.events().size() - 1).atMillis();
        told.regressed("a").effectPastGate("a", 4, 3, gate).keeps(new Token());
    }

    @Test
    void aStepThatWasForgottenHappensAgainOnlyWhereItsOwnerToldOrCouldNot() {
        Story again = forgotten().claimed("b", 4).step("b", 4, 1);
        again.after(BOUND).healed().breaks(new Dup(), "reached the sink 2 times");
        Story told = forgotten().regressed("a").parked("a", 4).claimed("b", 5).step("b", 5, 1);
        told.after(BOUND).healed().keeps(new Dup());
        forgotten().troubled("a").claimed("b", 4).step("b", 4, 1).keeps(new Dup());
        Story late = forgotten()
                .claimed("a", 4)
                .regressed("a")
                .parked("a", 4)
                .claimed("b", 5)
                .step("b", 5, 1);
        late.after(BOUND).healed().keeps(new Dup());
        Story never = forgotten().claimed("a", 4).claimed("b", 5).step("b", 5, 1);
        never.after(BOUND).healed().breaks(new Dup(), "reached the sink 2 times");
        Story twice = forgotten().regressed("a").parked("a", 4).claimed("b", 5).step("b", 5, 1);
        twice.step("b", 5, 1).after(BOUND).healed().breaks(new Dup(), "reached the sink 3 times");
    }

    /** b has performed its step, and lapses. a claims the job, the store forgets that and the intent, and a claims it anew. */
    private static Story claimedAnew(UnaryOperator<Story> meanwhile) {
        Story claimed = Story.virtual("a", "b")
                .claimed("b", 3)
                .step("b", 3, 1)
                .after(100)
                .claimed("a", 4);
        return meanwhile
                .apply(claimed)
                .setBack("b", 3, 0, 1)
                .after(100)
                .claimed("a", 4)
                .step("a", 4, 1);
    }

    @Test
    void whoNeverHeardWhatItHadClaimedTakesTheSameClaimForItsFirst() {
        claimedAnew(claimed -> claimed.troubled("a")).keeps(new Dup());
        claimedAnew(claimed -> claimed).breaks(new Dup(), "reached the sink 2 times");
        claimedAnew(claimed -> claimed.after(10_000).troubled("a")).breaks(new Dup(), "reached the sink 2 times");
        claimedAnew(claimed -> claimed.troubled("a").written("a", 4, 1, 1, null))
                .breaks(new Dup(), "reached the sink 2 times");
    }

    @Test
    void whatTheStoreRemembersDoesNotHappenAgain() {
        Story.virtual("a", "b")
                .claimed("a", 4)
                .step("a", 4, 1)
                .released("a", 4, "READY")
                .setBack(null, 3, 0, 2)
                .claimed("b", 4)
                .step("b", 4, 1)
                .breaks(new Dup(), "reached the sink 2 times");
    }

    @Test
    void anOwnerThatStillHasItsClaimWritesOverWhatWasForgotten() {
        behind().written("a", 4, 5, 3, null).keeps(new Mono());
        behind().written("a", 4, 3, 3, null).breaks(new Mono(), "went back from revision 4");
        behind().written("a", 4, 5, 3, null).step("a", 4, 2).breaks(new Dup(), "reached the sink 2 times");
        behind().killed("a", io.leasehold.simulator.history.Phase.AFTER_INTENT)
                .claimed("b", 5)
                .step("b", 5, 2)
                .written("b", 5, 2, 2, null)
                .keeps(new Dup());
    }

    @Test
    void whatHadBeenSentBeforeMayArriveOnceMoreInItsOrder() {
        Story again = Story.virtual("a", "b")
                .claimed("a", 4)
                .written("a", 4, 2, 2, null)
                .written("a", 4, 3, 2, null)
                .written("a", 4, 4, 2, null);
        again.written("a", 4, 3, 2, null).breaks(new Mono(), "went back from revision 4");
        behindTwice().written("a", 4, 3, 2, null).written("a", 4, 5, 2, null).keeps(new Mono());
        behindTwice().written("a", 4, 3, 2, null).written("a", 4, 2, 2, null).breaks(new Mono(), "went back");
        behindTwice().written("a", 4, 1, 2, null).breaks(new Mono(), "went back from revision 4");
        behindTwice()
                .written("a", 4, 5, 2, null)
                .written("a", 4, 3, 2, null)
                .breaks(new Mono(), "went back from revision 5");
    }

    /** It had written four times, and the store knows of two. */
    private static Story behindTwice() {
        return Story.virtual("a", "b")
                .claimed("a", 4)
                .written("a", 4, 1, 2, null)
                .written("a", 4, 2, 2, null)
                .written("a", 4, 3, 2, null)
                .written("a", 4, 4, 2, null)
                .setBack("a", 4, 2, 2);
    }

    @Test
    void whoClaimsWhatWasSetBackBeginsWhereTheStoreHasItAndNoLower() {
        Story.virtual("a", "b")
                .claimed("a", 4)
                .written("a", 4, 4, 3, null)
                .setBack(null, 3, 0, 2)
                .claimed("b", 4)
                .written("b", 4, 1, 1, null)
                .breaks(new Mono(), "went back from step 2");
        Story.virtual("a", "b")
                .claimed("a", 4)
                .written("a", 4, 4, 3, null)
                .setBack(null, 3, 0, 2)
                .claimed("b", 4)
                .written("b", 4, 1, 2, null)
                .keeps(new Mono());
    }

    @Test
    void theStoreMayGoBackToAClaimWhoseTokenItHadIssuedAnewMeanwhile() {
        Story twice = Story.virtual("a", "b")
                .claimed("a", 4)
                .setBack(null, 3, 0, 1)
                .claimed("b", 4)
                .claimed("b", 5);
        twice.setBack("a", 4, 0, 1);
        twice.written("a", 4, 1, 1, null).keeps(new Auth());
        twice.written("b", 4, 2, 1, null).breaks(new Auth(), "a had claimed it under 4");
    }

    @Test
    void onlyWhomTheStoreNamesAgainMayWrite() {
        forgotten().written("a", 4, 6, 3, null).breaks(new Auth(), "though nobody had claimed it");
        Story back = Story.virtual("a", "b").claimed("b", 3).claimed("a", 4).setBack("b", 3, 1, 1);
        back.written("b", 3, 2, 1, null).keeps(new Auth());
    }

    @Test
    void aLeaseLivesAgainOnlyWhereTheStoreForgotItsEnd() {
        Story ended =
                Story.virtual("a", "b").granted("a").renewed("a", 3_000, true).leaseEnded("a", "a");
        ended.leaseSetBack("a", 2_000).renewed("a", 3_000, true).keeps(new Grant());
        ended.claimed("a", 1).keeps(new Grant());
        Story.virtual("a", "b")
                .granted("a")
                .leaseEnded("a", "a")
                .renewed("a", 3_000, true)
                .breaks(new Grant(), "after it had ended");
    }

    @Test
    void aStepWhoseOutcomeWasForgottenIsInDoubt() {
        Story closed = Story.virtual("a", "b").claimed("a", 1).step("a", 1, 1);
        closed.claimed("b", 2).inDoubt("b", 1).breaks(new Doubt(), "had recorded its outcome");
        forgottenOnce().claimed("b", 2).inDoubt("b", 1).keeps(new Doubt());
    }

    private static Story forgottenOnce() {
        return Story.virtual("a", "b").claimed("a", 1).step("a", 1, 1).setBack("a", 1, 1, 1);
    }

    @Test
    void aStepThatWasForgottenAndBegunAnewIsJudgedByItsSecondLife() {
        Story anew = forgottenOnce().claimed("b", 2).intent("b", 2, 1).failed("b", 2, 1);
        anew.attemptInDoubt("b", 1).keeps(new Doubt());
        Story well = forgottenOnce().claimed("b", 2).step("b", 2, 1);
        well.attemptInDoubt("b", 1).breaks(new Doubt(), "though b had recorded its outcome");
        Story reported =
                Story.virtual("a", "b").claimed("a", 1).intent("a", 1, 1).failed("a", 1, 1);
        reported.attemptInDoubt("a", 1).setBack("a", 1, 1, 1).claimed("b", 2).intent("b", 2, 1);
        reported.attemptInDoubt("b", 1).breaks(new Doubt(), "neither badly nor interrupted");
    }

    @Test
    void whoseJobAnotherOneHadParkedMayFindItsStepInDoubt() {
        Story parked = Story.virtual("a", "b").claimed("b", 4).intent("b", 4, 1);
        parked.parked("a", 4).claimed("b", 5).inDoubt("b", 1).keeps(new Doubt());
        Story before = Story.virtual("a", "b")
                .claimed("a", 3)
                .parked("a", 3)
                .claimed("b", 4)
                .intent("b", 4, 1);
        before.claimed("b", 5).inDoubt("b", 1).breaks(new Doubt(), "though nothing had befallen b");
        Story itself = Story.virtual("a", "b").claimed("b", 4).intent("b", 4, 1).parked("b", 4);
        itself.claimed("b", 5).inDoubt("b", 1).breaks(new Doubt(), "though nothing had befallen b");
    }

    /** It had let go of the job, and has it again under the very claim, as the store forgot; so it sends no intent that is news. */
    @Test
    void whatWasHandedBackAndForgottenHappensAgainOnce() {
        Story again = Story.virtual("a")
                .claimed("a", 4)
                .step("a", 4, 1)
                .released("a", 4, "READY")
                .setBack("a", 4, 1, 1)
                .effect("a", 4, 1);
        again.keeps(new Dup());
        again.effect("a", 4, 1).breaks(new Dup(), "reached the sink 3 times");
    }

    @Test
    void whatArrivesOnceMoreMendsNoMoreThanItSays() {
        behindAndDead().claimed("b", 5).step("b", 5, 2).breaks(new Dup(), "step 2 of");
        behindAndDead().claimed("b", 5).step("b", 5, 3).keeps(new Dup());
    }

    /** The store had forgotten steps 2 and 3; one packet about step 3 arrived once more, and then its owner died. */
    private static Story behindAndDead() {
        return Story.virtual("a", "b")
                .claimed("a", 4)
                .written("a", 4, 1, 2, null)
                .step("a", 4, 2)
                .written("a", 4, 2, 3, null)
                .step("a", 4, 3)
                .written("a", 4, 3, 4, null)
                .setBack("a", 4, 1, 2)
                .written("a", 4, 2, 3, null)
                .killed("a", io.leasehold.simulator.history.Phase.AFTER_INTENT);
    }

    /** While the store had forgotten its claim, another one had the job, and wrote a due; then it has a claim again. */
    private static Story meanwhile(long token) {
        return Story.virtual("a", "b")
                .claimed("b", 3)
                .claimed("a", 4)
                .written("a", 4, 1, 1, 1_000L)
                .setBack("b", 3, 1, 1)
                .written("b", 3, 2, 1, 60_000L)
                .released("b", 3, "READY")
                .claimed("a", token)
                .after(1_000)
                .intent("a", token, 2)
                .written("a", token, 2, 2, null);
    }

    @Test
    void whoGetsTheVeryClaimOnceMorePacesByItsOwnView() {
        meanwhile(4).keeps(new Pace());
        meanwhile(5).breaks(new Pace(), "was begun by a");
    }

    @Test
    void aDueThatArrivesOnceMoreMovesNothing() {
        Story once = Story.virtual("a", "b")
                .claimed("a", 4)
                .written("a", 4, 2, 2, 5_000L)
                .written("a", 4, 3, 2, null);
        once.after(5_000).setBack("a", 4, 1, 1).written("a", 4, 2, 2, 5_000L);
        once.intent("a", 4, 2).written("a", 4, 4, 2, 5_000L).keeps(new Pace());
        once.after(1_000).intent("a", 4, 3).written("a", 4, 5, 3, 5_000L).breaks(new Pace(), "was begun by a");
    }

    /** The store gave token 4 twice: a still intends what b has begun. */
    private static Story twins() {
        return Story.virtual("a", "b", "c")
                .claimed("a", 4)
                .setBack(null, 3, 0, 1)
                .claimed("b", 4)
                .intent("b", 4, 1)
                .intent("a", 4, 1);
    }

    @Test
    void whatAnOwnerIntendsFromWhomTheJobWasClaimedIsNotTheStepInDoubt() {
        twins().parked("a", 4).claimed("c", 5).inDoubt("c", 1).keeps(new Doubt());
        twins().claimed("c", 5).inDoubt("c", 1).breaks(new Doubt(), "though nothing had befallen b");
    }

    @Test
    void whoReportsItsOwnAttemptMeansItsOwn() {
        Story own = Story.virtual("a", "b").claimed("a", 4).intent("a", 4, 1).setBack(null, 3, 0, 1);
        own.claimed("b", 4).step("b", 4, 1).failed("a", 4, 1);
        own.attemptInDoubt("a", 1).keeps(new Doubt());
        Story others = Story.virtual("a", "b").claimed("a", 4).intent("a", 4, 1).setBack(null, 3, 0, 1);
        others.claimed("b", 4).step("b", 4, 1).attemptInDoubt("b", 1).breaks(new Doubt(), "b had recorded its outcome");
    }

    /** A request that left before the store forgot its step arrives behind the same owner's next attempt. */
    private static Story late(long gateMillis) {
        Story late =
                Story.virtual("a").claimed("a", 4).intent("a", 4, 1).at(1_000).failed("a", 4, 1);
        return late.attemptInDoubt("a", 1)
                .closed("a", 4, 1)
                .released("a", 4, "READY")
                .setBack("a", 4, 0, 1)
                .claimed("a", 4)
                .at(2_000)
                .intent("a", 4, 1)
                .effect("a", 4, 1)
                .at(9_000)
                .effectPastGate("a", 4, 1, gateMillis);
    }

    @Test
    void aLateRequestBelongsToTheLifeInWhichItLeft() {
        late(900).keeps(new Dup());
        late(2_500).breaks(new Dup(), "reached the sink 2 times");
    }

    @Test
    void anOwnerThatCanNotMendWhatWasForgottenHasItParked() {
        Story parked = behind().parked("a", 4).claimed("b", 5).step("b", 5, 2);
        parked.keeps(new Dup());
        Story others = behind().parked("b", 4).after(BOUND).claimed("b", 5).step("b", 5, 2);
        others.breaks(new Dup(), "reached the sink 2 times");
    }

    /** The store knows a claim again that its owner has given back: whoever stops the job then finds an owner. */
    @Test
    void aStoppedJobIsTakenUpByWhomTheStoreKnowsAgainAlone() {
        knownAgain().claimed("a", 5).keeps(new Wish());
        knownAgain().claimed("a", 6).breaks(new Wish(), "though it was stopped");
        knownAgain().claimed("b", 5).breaks(new Wish(), "though it was stopped");
        Story.virtual("a", "b").ordered("Stop").claimed("a", 5).breaks(new Wish(), "though it was stopped");
    }

    private static Story knownAgain() {
        return Story.virtual("a", "b")
                .claimed("a", 5)
                .released("a", 5, "READY")
                .setBack("a", 5, 0, 8)
                .ordered("Stop");
    }
}
