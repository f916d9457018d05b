package io.leasehold.simulator.oracle;

import org.junit.jupiter.api.Test;

/** What the oracles make of a person's orders: which of them begin or end something, and which excuse nothing. */
class OrdersTest {
    private static Story oneStep() {
        return Story.virtual().claimed("a", 1).step("a", 1, 1);
    }

    @Test
    void aRunThatAPersonEndedOwesWhatItHadClosedAndNoMore() {
        oneStep().ordered("Delete").keeps(new Loss());
        oneStep().ordered("Restart").keeps(new Loss());
        Story.virtual()
                .claimed("a", 1)
                .intent("a", 1, 1)
                .closed("a", 1, 1)
                .ordered("Delete")
                .breaks(new Loss(), "step 1 of \"reminder\"");
    }

    @Test
    void aStoppedJobIsStillStoppedWhenItIsAmended() {
        oneStep().ordered("Stop").ordered("Amend").claimed("b", 2).breaks(new Wish(), "though it was stopped");
        oneStep().ordered("Stop").ordered("Restart").claimed("b", 2).keeps(new Wish());
        oneStep().ordered("Stop").ordered("Delete").claimed("b", 2).keeps(new Wish());
    }

    @Test
    void anAmendAcquitsNobody() {
        Story.virtual()
                .claimed("a", 1)
                .lapsed("a", 1, 2, false)
                .ordered("Amend")
                .intent("a", 1, 1)
                .breaks(new Innocent(), "though it was a suspect, and not on probation");
    }

    @Test
    void anAmendIsNoProgress() {
        Story.virtual()
                .claimed("a", 1)
                .healed()
                .after(15_000)
                .ordered("Amend")
                .after(15_000)
                .step("a", 1, 1)
                .finished("a", 1)
                .breaks(new Stall(), "made no progress");
    }
}
