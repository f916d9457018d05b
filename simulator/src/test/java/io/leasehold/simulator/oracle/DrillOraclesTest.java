package io.leasehold.simulator.oracle;

import io.leasehold.simulator.history.Phase;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the drills are judged by beyond what drawn hours are, each with its violation planted. */
class DrillOraclesTest {
    private static final long HOUR = 3_600_000;

    @Test
    void stallFindsAStoppedJobThatItsOwnerKeeps() {
        kept(30_000).breaks(new Stall(), "was stopped, and its owner held it");
        kept(1_000).keeps(new Stall());
    }

    private static Story kept(long millis) {
        return Story.virtual()
                .healed()
                .claimed("a", 1)
                .ordered("Stop")
                .after(millis)
                .ordered("Start")
                .finished("a", 1);
    }

    @Test
    void churnFindsJobsThatChangeOwnerThroughAnOutage() {
        throughAnOutage("b", 2).breaks(new Churn(), "1 changed owner through the outage");
        throughAnOutage("a", 2).keeps(new Churn());
    }

    private static Story throughAnOutage(String next, long token) {
        return throughAnOutage(Story.virtual("a", "b").claimed("a", 1), next, token);
    }

    private static Story throughAnOutage(Story before, String next, long token) {
        return throughAnOutage(before, next, token, story -> story);
    }

    private static Story throughAnOutage(Story before, String next, long token, UnaryOperator<Story> meanwhile) {
        Story through = before.at(20_000)
                .outage("a", 5_000)
                .at(20_000)
                .outage("b", 5_000)
                .at(26_000);
        return meanwhile.apply(through).claimed(next, token).at(60_000).step(next, token, 1);
    }

    @Test
    void churnDoesNotJudgeWhatWasAloneOrInTroubleBeforeTheOutage() {
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).killed("a", Phase.IDLE), "b", 2)
                .keeps(new Churn());
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).cut("b", 19_000), "b", 2)
                .keeps(new Churn());
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).at(20_000).cut("a", 30_000), "b", 2)
                .keeps(new Churn());
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).cut("b", 9_000), "b", 2)
                .breaks(new Churn(), "1 changed owner through the outage");
    }

    /** Who had frozen long before it comes back without a lease, and is given jobs. */
    @Test
    void churnDoesNotJudgeAnOutageInWhichSomebodyWakes() {
        throughAnOutage(wokenAt(20_000), "b", 2).keeps(new Churn());
        throughAnOutage(wokenAt(9_000), "b", 2).breaks(new Churn(), "1 changed owner through the outage");
    }

    /** A job that a person has erased is submitted anew, and another one claims it: no owner lost it through the outage. */
    @Test
    void churnDoesNotCountWhatIsSubmittedMeanwhile() {
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1), "b", 1, Story::submittedAgain)
                .keeps(new Churn());
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).submittedAgain(), "b", 1)
                .keeps(new Churn());
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1), "b", 2)
                .breaks(new Churn(), "1 changed owner through the outage");
    }

    /** What b had claimed is a's again, whom it had from; a's lease ended long ago. Whoever finds it in the outage takes it from nobody alive. */
    @Test
    void churnKnowsWhomTheStoreSetAJobBackTo() {
        Story back = Story.virtual("a", "b", "c").claimed("b", 1).claimed("a", 2);
        throughAnOutage(back.setBack("b", 1, 0, 1), "b", 2).keeps(new Churn());
        Story not = Story.virtual("a", "b", "c").claimed("b", 1).claimed("a", 2);
        throughAnOutage(not, "b", 3).breaks(new Churn(), "1 changed owner through the outage");
    }

    @Test
    void churnDoesNotJudgeAnOutageInWhichLeasesLastLongerSinceTheClockJumpedBack() {
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).storeMoved(-19_000), "b", 2)
                .keeps(new Churn());
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).storeMoved(-9_000), "b", 2)
                .breaks(new Churn(), "1 changed owner through the outage");
        throughAnOutage(Story.virtual("a", "b").claimed("a", 1).storeMoved(19_000), "b", 2)
                .breaks(new Churn(), "1 changed owner through the outage");
    }

    private static Story wokenAt(long atMillis) {
        return Story.virtual("a", "b", "c")
                .claimed("a", 1)
                .frozen("c")
                .at(atMillis)
                .woken("c");
    }

    /** An owner had lost its lease's record long before an outage, in which its stray is found. */
    private static Story strayThroughAnOutage(String from) {
        return Story.virtual("a", "b", "c")
                .claimed("a", 1)
                .leaseErased("a")
                .at(20_000)
                .outage("a", 5_000)
                .at(20_000)
                .outage("b", 5_000)
                .at(26_000)
                .claimed("b", 2, from)
                .at(60_000)
                .step("b", 2, 1);
    }

    @Test
    void churnLetsStraysBeFoundThroughAnOutage() {
        strayThroughAnOutage("lease-a").keeps(new Churn());
        strayThroughAnOutage("lease-c").breaks(new Churn(), "1 changed owner through the outage");
    }

    @Test
    void churnLetsHandOversThroughAnOutageBeThatAreDue() {
        handedOverThroughAnOutage(1).keeps(new Churn());
        handedOverThroughAnOutage(3).breaks(new Churn(), "1 changed owner through the outage");
    }

    /** By a, which has three jobs, to b. */
    private static Story handedOverThroughAnOutage(int ofB) {
        return Story.virtual("a", "b")
                .owning("a", 2)
                .owning("b", ofB)
                .claimed("a", 1)
                .at(20_000)
                .outage("a", 5_000)
                .at(20_000)
                .outage("b", 5_000)
                .at(26_000)
                .released("a", 1, "READY")
                .claimed("b", 2)
                .at(60_000)
                .step("b", 2, 1);
    }

    @Test
    void toldFindsALossOfWhatWasLetGo() {
        Story.virtual("a")
                .claimed("a", 1)
                .released("a", 1, "READY")
                .after(5_000)
                .claimLost("a", 1)
                .breaks(new Told(), "which it had let go of itself");
        Story.virtual("a")
                .claimed("a", 1)
                .troubled("a")
                .released("a", 1, "READY")
                .claimLost("a", 1)
                .keeps(new Told());
    }

    @Test
    void grantLetsADroppedLeaseBeGrantedLateAndNotTakenUp() {
        dropped().renewed("a", 0, true).keeps(new Grant());
        dropped().renewed("a", 3_000, true).breaks(new Grant(), "was said to live");
    }

    private static Story dropped() {
        return Story.virtual("a", "b")
                .granted("a")
                .after(10_000)
                .leaseEnded("a", "b")
                .after(HOUR)
                .granted("a");
    }

    @Test
    void wishCountsNoMessageWhoseAttemptHadEndedBefore() {
        Story.virtual("a")
                .claimed("a", 1)
                .at(1_000)
                .failed("a", 1, 1)
                .failed("a", 1, 2)
                .failed("a", 1, 3)
                .ordered("Stop")
                .effectPastGate("a", 1, 1, 900)
                .effectPastGate("a", 1, 2, 900)
                .effectPastGate("a", 1, 3, 900)
                .keeps(new Wish());
    }
}
