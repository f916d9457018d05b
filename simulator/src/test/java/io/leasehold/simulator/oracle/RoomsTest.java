package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import org.junit.jupiter.api.Test;

/** What oracles make of instances that have room for few jobs. */
class RoomsTest {
    private static Story others(long room) {
        return Story.virtual().roomed("b", room).owning("b", 2);
    }

    @Test
    void downJudgesOnlyWhereSomebodyHadRoom() {
        leftBehind(2).keeps(new Down());
        leftBehind(3).breaks(new Down(), "stood still for 5001 ms; the bound is 5000");
        leftBehind(4).breaks(new Down(), "stood still for 5001 ms; the bound is 5000");
    }

    private static Story leftBehind(long room) {
        return others(room)
                .claimed("a", 1)
                .killed("a", Phase.IDLE)
                .at(5_101)
                .claimed("b", 2)
                .at(5_101)
                .effect("b", 2, 1);
    }

    @Test
    void stallLetsJobsWaitThatNobodyHasRoomFor() {
        beating(others(2).healed(), 25_000).keeps(new Stall());
        beating(others(3).healed(), 25_000).breaks(new Stall(), "\"reminder\" made no progress");
    }

    @Test
    void stallCountsFromWhereSomebodyHasRoom() {
        Story roomier = beating(beating(others(2).healed(), 15_000).roomed("c", 1), 25_000);
        roomier.at(25_000).claimed("c", 1).step("c", 1, 1).finished("c", 1).keeps(new Stall());
        Story late = beating(beating(others(2).healed(), 15_000).roomed("c", 1), 36_000);
        late.at(36_000)
                .claimed("c", 1)
                .step("c", 1, 1)
                .finished("c", 1)
                .breaks(new Stall(), "\"reminder\" made no progress");
    }

    @Test
    void stallLetsNobodyWaitWhoHasAnOwner() {
        beating(others(3).healed().claimed("b", 1), 25_000).breaks(new Stall(), "\"reminder\" made no progress");
    }

    /** Whoever there is sends heartbeats until then. */
    private static Story beating(Story story, long untilMillis) {
        for (long at = story.now(); at < untilMillis; at += 2_000) {
            story.at(at).renewed("b", 3_000, true).at(at);
            if (story.knows("c")) {
                story.renewed("c", 3_000, true);
            }
        }
        return story.at(untilMillis);
    }

    @Test
    void balanceFindsWhoClaimsMoreThanItHasRoomFor() {
        others(2).at(2_000).claimed("b", 1).breaks(new Balance(), "owned 3 jobs then, though it has room for 2");
        others(3).at(2_000).claimed("b", 1).keeps(new Balance());
    }

    @Test
    void balanceDemandsNoHandOverToWhoLacksTheRoom() {
        surplus(4).breaks(new Balance(), "a had 3 of 3 jobs at 18002 ms, and too many since 11001 ms");
        surplus(3).keeps(new Balance());
    }

    private static Story surplus(long room) {
        return Story.virtual("a")
                .roomed("b", room)
                .owning("a", 3)
                .healed()
                .at(11_001)
                .claimed("a", 1)
                .at(18_002)
                .released("a", 1, "READY");
    }

    @Test
    void balanceLetsThoseOffWhoseClaimsMayHaveGotLost() {
        others(2).at(2_000).cut("b", 100).claimed("b", 1).keeps(new Balance());
    }

    @Test
    void balanceCountsNothingThatAnEndedLeaseHeld() {
        others(2).leaseEnded("b", "c").at(2_000).claimed("b", 1).keeps(new Balance());
    }

    @Test
    void churnLetsJobsFindAnOwnerThatHadWaitedForRoom() {
        lateClaim(2).keeps(new Churn());
        lateClaim(3).breaks(new Churn(), "in the middle of a quiet phase");
    }

    private static Story lateClaim(long room) {
        return others(room).healed().at(12_000).roomed("c", 2).claimed("c", 1);
    }
}
