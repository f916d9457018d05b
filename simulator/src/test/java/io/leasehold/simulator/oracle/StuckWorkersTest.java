package io.leasehold.simulator.oracle;

import org.junit.jupiter.api.Test;

/** What oracles make of an instance of which more workers ignore their interrupt than it bears. */
class StuckWorkersTest {
    /** a bears one, and has two from 300 ms on. */
    private static Story tooMany() {
        return Story.virtual("a", "b")
                .granted("a")
                .claimed("a", 1)
                .interrupted("a", 1, 1)
                .interrupted("a", 1, 2);
    }

    @Test
    void leakFindsOneThatKeepsItsLeaseAllTheSame() {
        tooMany().at(1_301).renewed("a", 3_000, true).breaks(new Leak(), "a went on at 1301 ms");
        tooMany().at(1_301).intent("a", 1, 3).breaks(new Leak(), "have ignored their interrupt since 300 ms");
    }

    @Test
    void leakLetsOneBeThatMerelyAsksOrIsInTimeOrHasThemBack() {
        tooMany().at(1_301).renewed("a", 0, true).keeps(new Leak());
        tooMany().at(1_301).renewed("a", 3_000, false).keeps(new Leak());
        tooMany().at(1_300).renewed("a", 3_000, true).keeps(new Leak());
        tooMany().done("a", 1, 1).at(1_301).renewed("a", 3_000, true).keeps(new Leak());
        tooMany().failed("a", 1, 2).at(1_301).renewed("a", 3_000, true).keeps(new Leak());
    }

    @Test
    void leakLetsOneBeThatLeavesInOrderOrStoodStill() {
        tooMany()
                .stopAsked("a")
                .at(1_301)
                .renewed("a", 3_000, true)
                .stopped("a")
                .keeps(new Leak());
        tooMany().frozen("a").at(5_000).woken("a").renewed("a", 3_000, true).keeps(new Leak());
    }

    @Test
    void stallDemandsNoHeartbeatOfOneThatGaveEverythingUp() {
        gaveUp("a").done("a", 1, 1).after(2_900).granted("a").keeps(new Stall());
    }

    @Test
    void stallDemandsItAgainOnceFewEnoughAreInVain() {
        gaveUp("a").done("a", 1, 1).after(3_000).granted("a").breaks(new Stall(), "no heartbeat from 9000 to 12100");
        gaveUp("a").done("a", 1, 1).after(3_000).claimed("b", 2).breaks(new Stall(), "no heartbeat from 9000 to 12100");
    }

    @Test
    void stallDemandsItOfOneWhoseLeaseSomebodyElseEnded() {
        gaveUp("b").granted("a").breaks(new Stall(), "a lived, and sent no heartbeat");
    }

    private static Story gaveUp(String ended) {
        return Story.virtual("a")
                .healed()
                .granted("a")
                .interrupted("a", 1, 1)
                .interrupted("a", 1, 2)
                .leaseEnded("a", ended)
                .at(9_000);
    }

    @Test
    void doubtLetsWhatOneHadInHandBeThatGaveEverythingUp() {
        inHand().leaseEnded("a", "a").claimed("b", 2).inDoubt("b", 3).keeps(new Doubt());
        inHand().claimed("b", 2).inDoubt("b", 3).breaks(new Doubt(), "though nothing had befallen a");
        inHand().leaseEnded("a", "b")
                .claimed("b", 2)
                .inDoubt("b", 3)
                .breaks(new Doubt(), "though nothing had befallen a");
    }

    @Test
    void doubtLetsTheIntentBeThatWasOnItsWayThen() {
        tooMany()
                .leaseEnded("a", "a")
                .intent("a", 1, 3)
                .claimed("b", 2)
                .inDoubt("b", 3)
                .keeps(new Doubt());
        tooMany()
                .leaseEnded("a", "a")
                .after(200)
                .intent("a", 1, 3)
                .claimed("b", 2)
                .inDoubt("b", 3)
                .breaks(new Doubt(), "though nothing had befallen a");
    }

    private static Story inHand() {
        return tooMany().intent("a", 1, 3).effect("a", 1, 3);
    }

    @Test
    void downCountsNoFurtherThanToTheHandler() {
        reached(5_300).keeps(new Down());
        reached(6_300).breaks(new Down(), "stood still for 5901 ms");
    }

    private static Story reached(long millis) {
        return tooMany()
                .leaseEnded("a", "a")
                .at(millis)
                .claimed("b", 2)
                .at(millis + 1)
                .ailed("b", 2, 1)
                .at(20_000)
                .effect("b", 2, 2);
    }

    @Test
    void downCountsFromThereOn() {
        tooMany()
                .leaseEnded("a", "a")
                .at(5_401)
                .claimed("b", 2)
                .at(5_401)
                .effect("b", 2, 1)
                .breaks(new Down(), "stood still for 5001 ms; the bound is 5000");
        tooMany()
                .leaseEnded("a", "a")
                .at(5_400)
                .claimed("b", 2)
                .at(5_400)
                .effect("b", 2, 1)
                .keeps(new Down());
        tooMany()
                .leaseEnded("a", "a")
                .at(20_000)
                .claimed("b", 2)
                .at(40_000)
                .renewed("b", 3_000, true)
                .breaks(new Down(), "never went on");
    }
}
