package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes between a step's intent and its outcome. */
final class BrokenSteps {
    private static final String JOB = ENGINE + "ClaimedJob.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("DUP", "in-doubt step blindly repeated")
                    .with(
                            JOB,
                            "doubt(Doubt.Cause.OWNER_GONE, Optional.empty());",
                            "record(StepRules.attemptedAgain(progress), Duration.ZERO);"),
            noticedBy("DUP", "intent after the effect").with(JOB, """
                            phase = JobPhase.RECORDING;
                            change(intent, Optional.of(pace));
                            """, """
                            progress = intent;
                            dueNanos = jobs.nanosIn(pace);
                            outbox.change(Optional.of(pace));
                            perform();
                            """),
            noticedBy("LOSS", "state written before the effect, without intent")
                    .with(JOB, """
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
                    .with(JOB, "work.performing(progress)", "work.performing(planned)")
                    .with(JOB, "change(StepRules.performed(progress, next), delay);", "")
                    .with(JOB, "private void ended(Throwable problem) {", """
                            private void ended(Throwable problem) {
                                if (!(problem instanceof NotPerformed)) {
                                    phase = JobPhase.RESTING;
                                    advance();
                                    return;
                                }
                            """),
            noticedBy("DUP", "retries an effect that threw")
                    .with(JOB, "if (problem instanceof NotPerformed) {", "if (problem instanceof Exception) {"),
            noticedBy("LOSS", "unknown outcome of an effect taken for success")
                    .with(
                            JOB,
                            "doubt(Doubt.Cause.PERFORM_ENDED, Optional.of(problem));",
                            "performed(progress.open().orElseThrow().nextState());"),
            noticedBy("DOUBT", "reports everything in doubt")
                    .with(JOB, "if (next == null || unusable.isPresent()) {", "if (true) {"),
            noticedBy("LOSS", "outcome of an in-doubt step not persisted before the next intent")
                    .with(
                            ENGINE + "StepRules.java",
                            "DoubtLog doubts = progress.doubts().with(doubt);",
                            "DoubtLog doubts = progress.doubts();"),
            noticedBy("DOUBT", "listener told only after the write").with(JOB, """
                            jobs.tell(new EngineEvent.InDoubt(step(), doubt, problem), () -> {
                                if (phase == JobPhase.TELLING) {
                                    skip(doubt, problem);
                                }
                            });
                            }
                            """, """
                            EngineEvent event = new EngineEvent.InDoubt(step(), doubt, problem);
                            skip(doubt, problem);
                            tellOnceWritten(event);
                            }

                            private void tellOnceWritten(EngineEvent event) {
                                if (outbox.pending()) {
                                    jobs.wakeIn(Duration.ofMillis(1), () -> tellOnceWritten(event));
                                } else {
                                    jobs.tell(event);
                                }
                            }
                            """),
            noticedBy("DUP", "releases before the worker has drained")
                    .with(JOB, "if (phase == JobPhase.BARRED && jobs.mayRelease()) {", """
                            if ((phase == JobPhase.BARRED || phase == JobPhase.PERFORMING) && jobs.mayRelease()) {
                            """),
            noticedBy("DOUBT", "release without the outcome")
                    .with(JOB, "change(StepRules.performed(progress, next), delay);", """
                            if (jobs.mayRelease()) {
                                end(progress);
                                return;
                            }
                            change(StepRules.performed(progress, next), delay);
                            """));

    private BrokenSteps() {}
}
