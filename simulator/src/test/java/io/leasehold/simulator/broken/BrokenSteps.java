package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes between a step's intent and its outcome. */
final class BrokenSteps {
    static final List<BrokenEngine> ALL = List.of(
            noticedBy("DUP", "in-doubt step blindly repeated")
                    .with(
                            ENGINE + "ClaimedJob.java",
                            "doubt(Doubt.Cause.OWNER_GONE, Optional.empty());",
                            "record(StepRules.attemptedAgain(progress), Duration.ZERO);"),
            noticedBy("DUP", "intent after the effect").with(ENGINE + "ClaimedJob.java", """
                            phase = JobPhase.RECORDING;
                            change(intent, Optional.of(pace));
                            """, """
                            progress = intent;
                            dueNanos = jobs.nanosIn(pace);
                            outbox.change(Optional.of(pace));
                            perform();
                            """),
            noticedBy("DUP", "retries an effect that threw")
                    .with(
                            ENGINE + "ClaimedJob.java",
                            "if (problem instanceof NotPerformed) {",
                            "if (problem instanceof Exception) {"),
            noticedBy("LOSS", "state written before the effect, without intent")
                    .with(ENGINE + "ClaimedJob.java", """
                            phase = JobPhase.RECORDING;
                            change(intent, Optional.of(pace));
                            }
                            """, """
                            phase = JobPhase.RECORDING;
                            planned = intent;
                            change(StepRules.performed(intent, intent.open().orElseThrow().nextState()), Optional.of(pace));
                            }

                            private Progress planned;
                            """)
                    .with(ENGINE + "ClaimedJob.java", "work.performing(progress)", "work.performing(planned)")
                    .with(ENGINE + "ClaimedJob.java", "change(StepRules.performed(progress, next), delay);", "")
                    .with(ENGINE + "ClaimedJob.java", """
                            private void ended(Throwable problem) {
                            """, """
                            private void ended(Throwable problem) {
                                if (!(problem instanceof NotPerformed)) {
                                    phase = JobPhase.RESTING;
                                    advance();
                                    return;
                                }
                            """));

    private BrokenSteps() {}
}
