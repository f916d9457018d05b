package io.leasehold.simulator.oracle;

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
