package io.leasehold.simulator.oracle;

import org.junit.jupiter.api.Test;

/** What INNOCENT says about suspects (E10), and the violations of it. */
class SuspectsTest {
    /** Its former owners lapsed over it, this often in a row. */
    private static Story suspect(int lapses) {
        return Story.virtual().claimed("a", 1).lapsed("a", 1, lapses, false);
    }

    private static Story guilty() {
        return Story.virtual().claimed("b", 2).lapsed("b", 2, 3, true);
    }

    @Test
    void whoseRecordIsErasedIsOnProbationNoMore() {
        erasedOrNot("Erase").otherOnProbation("a", true).keeps(new Innocent());
        erasedOrNot("Stop").otherOnProbation("a", true).breaks(new Innocent(), "nobody could tell which of them");
    }

    private static Story erasedOrNot(String order) {
        return suspect(2).probation("a", 1, true).ordered(order);
    }

    @Test
    void whatItsFormerOwnerHadPutOnRecordIsOnRecord() {
        Story claimed = Story.virtual().claimed("b", 2).lapsed("b", 2, 2, true);
        claimed.intent("b", 2, 1).keeps(new Innocent());
        Story next = Story.virtual()
                .claimed("b", 2)
                .lapsed("b", 2, 2, true)
                .claimed("c", 3)
                .lapsed("c", 3, 2, false);
        next.intent("c", 3, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
        Story taken = Story.virtual().claimed("b", 2).lapsed("b", 2, 2, true).probation("b", 2, false);
        taken.intent("b", 2, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
    }

    @Test
    void whoLapsedOnProbationIsQuarantinedAndNobodyElse() {
        guilty().released("b", 2, "QUARANTINED").keeps(new Innocent());
        suspect(3).released("a", 1, "QUARANTINED").breaks(new Innocent(), "was QUARANTINED by a");
        Story.virtual()
                .claimed("b", 2)
                .lapsed("b", 2, 2, true)
                .released("b", 2, "QUARANTINED")
                .breaks(new Innocent(), "was QUARANTINED by b");
    }

    /** The store forgets the claim, and gives it anew; the former owner's probation is forgotten, too. */
    private static Story guiltyBefore(String instance, long token) {
        return guilty().setBack(null, 1, 1, 1).claimed(instance, token).lapsed(instance, token, 3, false);
    }

    @Test
    void whatItsOwnerHadSentBeforeTheStoreForgotItMayArrive() {
        guiltyBefore("b", 2).intent("b", 2, 1).released("b", 2, "QUARANTINED").keeps(new Innocent());
        guiltyBefore("c", 2).released("c", 2, "QUARANTINED").breaks(new Innocent(), "was QUARANTINED by c");
        guiltyBefore("c", 2).intent("c", 2, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
        guiltyBefore("b", 3).released("b", 3, "QUARANTINED").breaks(new Innocent(), "was QUARANTINED by b");
    }

    @Test
    void whoLapsedOnProbationRunsNoMore() {
        guilty().probation("b", 2, true).intent("b", 2, 1).breaks(new Innocent(), "had its intent sent again");
        guilty().effect("b", 2, 1).breaks(new Innocent(), "was started again");
    }

    @Test
    void aPersonsStartClearsIt() {
        guilty().released("b", 2, "QUARANTINED")
                .ordered("Start")
                .claimed("a", 3)
                .intent("a", 3, 1)
                .keeps(new Innocent());
    }

    @Test
    void suspectsBeginNothingThatIsNotOnRecordAsAProbation() {
        suspect(2).intent("a", 1, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
        suspect(2).probation("a", 1, true).intent("a", 1, 1).keeps(new Innocent());
        suspect(1).intent("a", 1, 1).keeps(new Innocent());
    }

    @Test
    void whatAFormerOwnerBeginsLateIsNotTheSuspects() {
        Story late = Story.virtual()
                .claimed("a", 1)
                .lapsed("a", 1, 1, false)
                .claimed("b", 2)
                .lapsed("b", 2, 2, false);
        late.intent("a", 1, 1).keeps(new Innocent());
        late.intent("b", 2, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
    }

    @Test
    void whatAFormerOwnerPerformsLateClearsNobody() {
        Story.virtual()
                .claimed("a", 1)
                .lapsed("a", 1, 1, false)
                .claimed("b", 2)
                .lapsed("b", 2, 2, false)
                .done("a", 1, 1)
                .probation("b", 2, true)
                .intent("b", 2, 1)
                .keeps(new Innocent());
    }

    @Test
    void whoPerformedIsNoSuspectAnyMore() {
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .done("a", 1, 1)
                .closed("a", 1, 1)
                .probation("a", 1, false)
                .intent("a", 1, 2)
                .keeps(new Innocent());
    }

    @Test
    void theMarkGoesWithThePerformedStep() {
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .done("a", 1, 1)
                .closed("a", 1, 1)
                .probation("a", 1, true)
                .breaks(new Innocent(), "is on probation though it is no suspect any more");
    }

    @Test
    void aStepLeftInDoubtAcquitsNobody() {
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .closed("a", 1, 1)
                .probation("a", 1, false)
                .intent("a", 1, 2)
                .breaks(new Innocent(), "though it was a suspect, and not on probation");
    }

    @Test
    void noInstanceHasTwoOnProbationAtOnce() {
        suspect(2)
                .probation("a", 1, true)
                .otherOnProbation("a", true)
                .breaks(new Innocent(), "nobody could tell which of them took its owner down");
        suspect(2).probation("a", 1, true).otherOnProbation("b", true).keeps(new Innocent());
        suspect(2)
                .probation("a", 1, true)
                .probation("a", 1, false)
                .otherOnProbation("a", true)
                .keeps(new Innocent());
    }

    @Test
    void nobodyIsOnProbationWhileItMerelyWaits() {
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .written("a", 1, 2, 1, 60_000L)
                .closed("a", 1, 1)
                .probation("a", 1, true)
                .breaks(new Innocent(), "is on probation though it merely waits for its due");
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .written("a", 1, 2, 1, 60_000L)
                .closed("a", 1, 1)
                .after(60_000)
                .probation("a", 1, true)
                .keeps(new Innocent());
    }

    /** b took the job from a, whose lease ended so. */
    private static Story takenFrom(Story ended, int lapses, boolean probation) {
        return ended.claimed("b", 2, "lease-a").lapsed("b", 2, lapses, probation);
    }

    private static Story owner(int lapses) {
        return Story.virtual().granted("a").claimed("a", 1).lapsed("a", 1, lapses, false);
    }

    @Test
    void whoLeavesInOrderIsNoLapse() {
        Story left = owner(1).stopAsked("a").after(100).leaseEnded("a", "a");
        takenFrom(left, 1, false).keeps(new Innocent());
        Story counted = owner(1).stopAsked("a").after(100).leaseEnded("a", "a");
        takenFrom(counted, 2, false).breaks(new Innocent(), "had 2 lapses on record, but at most 1 of its owners");
    }

    @Test
    void whoIsEndedByOthersOrLeavesTooLateIsOne() {
        takenFrom(owner(1).leaseEnded("a", "b"), 2, false).keeps(new Innocent());
        takenFrom(owner(1).stopAsked("a").after(3_001).leaseEnded("a", "a"), 2, false)
                .keeps(new Innocent());
        takenFrom(owner(1).stopAsked("a").storeMoved(5_000).leaseEnded("a", "a"), 2, false)
                .keeps(new Innocent());
        takenFrom(owner(1).leaseEnded("a", "b"), 3, false)
                .breaks(new Innocent(), "had 3 lapses on record, but at most 2");
    }

    @Test
    void whatWasHandedBackIsNoLapse() {
        owner(1).released("a", 1, "READY")
                .claimed("b", 2, null)
                .lapsed("b", 2, 2, false)
                .breaks(new Innocent(), "had 2 lapses on record, but at most 1");
    }

    @Test
    void nobodyIsQuarantinedWhoseOwnerLeftInOrder() {
        Story left = owner(2).stopAsked("a").after(100).leaseEnded("a", "a");
        takenFrom(left, 2, true).released("b", 2, "QUARANTINED").breaks(new Innocent(), "was QUARANTINED by b");
    }

    private static Story guiltyOnALease() {
        return Story.virtual().granted("b").claimed("b", 2).lapsed("b", 2, 3, true);
    }

    /** What lapsed on probation is guilty on record, whoever saw that and left before it set the job aside. */
    @Test
    void whoLeavesInOrderLeavesTheGuiltyGuilty() {
        Story left = guiltyOnALease().after(100).stopAsked("b").leaseEnded("b", "b");
        left.claimed("c", 3, "lease-b")
                .lapsed("c", 3, 3, true)
                .released("c", 3, "QUARANTINED")
                .keeps(new Innocent());
        Story started =
                guiltyOnALease().after(100).ordered("Start").stopAsked("b").leaseEnded("b", "b");
        started.claimed("c", 3, "lease-b")
                .lapsed("c", 3, 3, true)
                .released("c", 3, "QUARANTINED")
                .breaks(new Innocent(), "was QUARANTINED by c");
    }

    /** One whose claim the store has forgotten knows nothing of what befell the job since. */
    private static Story suspectSinceItWasSetBack() {
        return Story.virtual()
                .claimed("a", 7)
                .setBack("x", 4, 1, 1)
                .claimed("b", 5)
                .lapsed("b", 5, 1, false)
                .claimed("c", 6)
                .lapsed("c", 6, 2, false);
    }

    @Test
    void whoseClaimWasForgottenKnowsOfNoSuspect() {
        suspectSinceItWasSetBack().intent("a", 7, 1).keeps(new Innocent());
        suspectSinceItWasSetBack()
                .intent("c", 6, 1)
                .breaks(new Innocent(), "though it was a suspect, and not on probation");
        suspectSinceItWasSetBack()
                .claimed("d", 7)
                .lapsed("d", 7, 2, false)
                .intent("a", 7, 1)
                .keeps(new Innocent());
        suspectSinceItWasSetBack()
                .claimed("d", 7)
                .lapsed("d", 7, 2, false)
                .intent("d", 7, 1)
                .breaks(new Innocent(), "though it was a suspect, and not on probation");
        Story untold = Story.virtual().claimed("c", 6).lapsed("c", 6, 2, false);
        untold.intent("a", 7, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
    }

    /** Closed in doubt, because its handler ended by an exception or too late: what the sink does later clears no lapse. */
    @Test
    void whatIsDoneBehindItsOutcomeLeavesASuspect() {
        Story closed = suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .effect("a", 1, 1)
                .closed("a", 1, 1)
                .probation("a", 1, false);
        closed.done("a", 1, 1).probation("a", 1, true).keeps(new Innocent());
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .effect("a", 1, 1)
                .attemptInDoubt("a", 1)
                .done("a", 1, 1)
                .closed("a", 1, 1)
                .probation("a", 1, true)
                .keeps(new Innocent());
        Story done = suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .effect("a", 1, 1)
                .done("a", 1, 1)
                .closed("a", 1, 1)
                .probation("a", 1, false);
        done.probation("a", 1, true).breaks(new Innocent(), "though it is no suspect any more");
    }

    /** The store forgets what an owner wrote, and not its claim: it goes on, and its job is a suspect still. */
    @Test
    void whoseClaimStandsKnowsItsSuspect() {
        suspect(2)
                .setBack("a", 1, 1, 1)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .keeps(new Innocent());
        suspect(2)
                .setBack("a", 1, 1, 1)
                .intent("a", 1, 1)
                .breaks(new Innocent(), "was a suspect, and not on probation");
        suspect(2)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .effect("a", 1, 1)
                .done("a", 1, 1)
                .closed("a", 1, 1)
                .setBack("a", 1, 1, 1)
                .probation("a", 1, true)
                .breaks(new Innocent(), "though it is no suspect any more");
        suspect(2)
                .setBack("b", 1, 1, 1)
                .probation("a", 1, true)
                .breaks(new Innocent(), "though it is no suspect any more");
    }

    /** It has performed a step since, of which the store has forgotten what it wrote; a packet of before arrives once more. */
    private static Story probationBefore() {
        return suspect(2)
                .written("a", 1, 3, 1, null)
                .probation("a", 1, true)
                .intent("a", 1, 1)
                .effect("a", 1, 1)
                .done("a", 1, 1)
                .written("a", 1, 4, 2, null)
                .probation("a", 1, false);
    }

    @Test
    void aWriteOfBeforeTheStoreForgotItPutsNobodyOnProbation() {
        probationBefore()
                .setBack("a", 1, 2, 1)
                .written("a", 1, 3, 1, null)
                .probation("a", 1, true)
                .keeps(new Innocent());
        probationBefore()
                .setBack("a", 1, 2, 1)
                .written("a", 1, 5, 2, null)
                .probation("a", 1, true)
                .breaks(new Innocent(), "though it is no suspect any more");
        probationBefore()
                .written("a", 1, 3, 1, null)
                .probation("a", 1, true)
                .breaks(new Innocent(), "though it is no suspect any more");
    }

    /** It had let go of the job, and the store knows its claim again: it takes the job up once more, and writes the same revisions anew. */
    private static Story takenUpAgain() {
        return probationBefore()
                .released("a", 1, "READY")
                .claimed("b", 2)
                .setBack("a", 1, 2, 1)
                .claimed("a", 1)
                .lapsed("a", 1, 2, false)
                .written("a", 1, 3, 1, null);
    }

    @Test
    void whatAClaimWritesThatWasMadeAnewIsNews() {
        takenUpAgain().probation("a", 1, true).intent("a", 1, 1).keeps(new Innocent());
        takenUpAgain().intent("a", 1, 1).breaks(new Innocent(), "though it was a suspect, and not on probation");
    }
}
