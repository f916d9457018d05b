package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import org.junit.jupiter.api.Test;

/** From when on a run is quiet, as CHURN and BALANCE see it. Two crash bounds are ten seconds here. */
class QuietTest {
    private static final String TOO_EARLY = "in the middle of a quiet phase";

    /** All trouble is over at 1,000 ms, and a call that a had sent may arrive until 6,000 ms. */
    private static Story lateCall(boolean senderDies) {
        Story story = Story.virtual("a", "b").claimed("a", 1).at(500).late("a", 5_500);
        return (senderDies ? story.killed("a", Phase.IDLE) : story).at(1_000).healed();
    }

    @Test
    void beginsTwoCrashBoundsBehindTheLastCallOfSomebodyDead() {
        lateCall(true).at(16_000).claimed("b", 2).keeps(new Churn());
        lateCall(true).at(16_001).claimed("b", 2).breaks(new Churn(), TOO_EARLY);
    }

    @Test
    void waitsForNoCallsOfTheLiving() {
        lateCall(false).at(11_000).claimed("b", 2).keeps(new Churn());
        lateCall(false).at(11_001).claimed("b", 2).breaks(new Churn(), TOO_EARLY);
    }

    @Test
    void waitsForCallsOfThoseThatLeftInOrder() {
        Story left = Story.virtual("a", "b").claimed("a", 1).at(500).late("a", 5_500);
        left.stopAsked("a").stopped("a").at(1_000).healed();
        left.at(16_000).claimed("b", 2).keeps(new Churn());
        left.at(16_001).claimed("c", 3).breaks(new Churn(), TOO_EARLY);
    }

    @Test
    void waitsForThoseThatAreStillLeavingWhenTroubleIsOver() {
        Story leaving = Story.virtual("a", "b").claimed("a", 1).at(500).late("a", 5_500);
        leaving.stopAsked("a").at(1_000).healed().stopped("a");
        leaving.at(16_000).claimed("b", 2).keeps(new Churn());
        leaving.at(16_001).claimed("c", 3).breaks(new Churn(), TOO_EARLY);
    }

    /** a dies, and its lease lasts as much longer as the store's clock jumps back, by five seconds at 900 ms. */
    private static Story jumpedBack() {
        return Story.virtual("a", "b")
                .claimed("a", 1)
                .at(500)
                .killed("a", Phase.IDLE)
                .at(900)
                .storeMoved(-5_000)
                .at(1_000)
                .healed();
    }

    @Test
    void waitsForLeasesThatLastLongerSinceTheClockJumpedBack() {
        jumpedBack().at(15_900).claimed("b", 2).keeps(new Churn());
        jumpedBack().at(15_901).claimed("b", 2).breaks(new Churn(), TOO_EARLY);
    }

    /** a keeps five of five jobs, one of which it claims again and again. */
    private static Story overloaded(boolean senderDies) {
        Story story = Story.virtual("a", "b", "d").owning("a", 4).at(500).late("d", 5_500);
        return (senderDies ? story.killed("d", Phase.IDLE) : story.stopAsked("d"))
                .at(1_000)
                .healed()
                .at(11_001)
                .claimed("a", 1)
                .at(18_002)
                .claimed("a", 2);
    }

    @Test
    void isTheSameForBalance() {
        overloaded(true).keeps(new Balance());
        overloaded(false).breaks(new Balance(), "too many since 11001 ms");
    }
}
