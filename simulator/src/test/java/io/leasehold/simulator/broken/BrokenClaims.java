package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes about which jobs an instance takes up, keeps and hands back. */
final class BrokenClaims {
    private static final String ROUNDS = ENGINE + "Rounds.java";
    private static final String JOB = ENGINE + "ClaimedJob.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("STALL", "adopts nothing")
                    .with(ENGINE + "OwnedWalk.java", "if (mayWalk.getAsBoolean()) {", "if (false) {"),
            noticedBy("TOLD", "adopts what an old answer names")
                    .with(ENGINE + "Questions.java", "return at != null && question <= at;", "return false;"),
            noticedBy("STALL", "takes a repeated answer for a loss")
                    .with(JOB, "return question > adoptedAt;", "return true;"),
            noticedBy("STALL", "adopts only runnable jobs")
                    .with(
                            ENGINE + "Jobs.java",
                            "if (!record.ownership().is(lease, token) || questions.stale(question, record.id(), token)) {",
                            "if (!record.ownership().is(lease, token) || !record.runnable() || questions.stale(question, record.id(), token)) {"),
            noticedBy("STALL", "survey loop dies").with(ROUNDS, """
                            asking = false;
                            if (answer instanceof Answer.Returned<Survey> returned) {
                                failures = 0;
                            """, """
                            if (answer instanceof Answer.Returned<Survey> returned) {
                                asking = false;
                                failures = 0;
                            """),
            noticedBy("DOWN", "leftovers wait for the next scan").with(ROUNDS, """
                            again = false;
                            in(
                            someoneLeftInOrder(survey) ? polite(survey) : core.settings().roundPause().plus(jitter(survey)));
                            """, "again = false;"),
            noticedBy("WISH", "ignores the wish")
                    .with(JOB, "wish = newWish;", "")
                    .with(JOB, "wish = record.wish(); commandNumber =", "commandNumber ="));

    private BrokenClaims() {}
}
