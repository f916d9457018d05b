package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes between a step's intent and its outcome. */
final class BrokenSteps {
    private static final String CLAIM = ENGINE + "ClaimedJob.java";
    private static final String CYCLE = ENGINE + "StepCycle.java";
    private static final String RESOLVER = ENGINE + "DoubtResolver.java";

    private static final String DELIVERY = "engine/src/main/java/io/leasehold/job/Delivery.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("DUP", "key contains the claim's token")
                    .with(DELIVERY, "return step.toString();", "return step + \"/\" + fence.token();"),
            noticedBy("LOSS", "key begins anew on resubmission")
                    .with(DELIVERY, "return step.toString();", "return step.job() + \"/\" + step.sequence();"),
            noticedBy("INNOCENT", "NotPerformed clears an earlier doubt")
                    .with(
                            "api/src/main/java/io/leasehold/store/OpenStep.java",
                            "return new OpenStep(effect, nextState, pace, attempt, Standing.NOT_PERFORMED, doubted);",
                            "return new OpenStep(effect, nextState, pace, attempt, Standing.NOT_PERFORMED, false);"),
            noticedBy("DUP", "in-doubt step blindly repeated")
                    .with(
                            RESOLVER,
                            "report(Resolution.SKIPPED, this::skip); } else if",
                            "cycle.record(StepRules.attemptedAgain(cycle.progress()), Duration.ZERO); } else if"),
            noticedBy("DUP", "intent after the effect").with(CYCLE, """
                            change(intent, Optional.of(pace));
                            """, """
                            progress = intent;
                            delayed(pace);
                            claim.noted(Optional.of(pace));
                            perform();
                            """).with(CLAIM, "// Its writes", """
                            void noted(Optional<Duration> delay) {
                                outbox.change(delay);
                            }
                            """),
            noticedBy("LOSS", "state written before the effect, without intent")
                    .with(CYCLE, """
                            change(intent, Optional.of(pace));
                            }
                            """, """
                            planned = intent;
                            change(StepRules.performed(intent, intent.open().orElseThrow().nextState()), Optional.of(pace));
                            }

                            private Progress planned;
                            """)
                    .with(CYCLE, "work.performing(progress, doubt)", "work.performing(planned, doubt)")
                    .with(
                            CYCLE,
                            "rest(StepRules.performed(progress, next), delayAfterOutcome());",
                            "phase = JobPhase.RESTING; advance();")
                    .with(CYCLE, "private void ended(Throwable problem) {", """
                            private void ended(Throwable problem) {
                                if (!(problem instanceof NotPerformed)) {
                                    phase = JobPhase.RESTING;
                                    advance();
                                    return;
                                }
                            """),
            noticedBy("DUP", "retries an effect that threw")
                    .with(CYCLE, "if (problem instanceof NotPerformed) {", "if (problem instanceof Exception) {"),
            noticedBy("LOSS", "unknown outcome of an effect taken for success")
                    .with(
                            CYCLE,
                            "doubt.ended(problem, jobs.nanos());",
                            "performed(progress.open().orElseThrow().nextState()); if (true) { return; }"),
            noticedBy("DOUBT", "reports everything in doubt")
                    .with(CYCLE, "if (next == null || unusable.isPresent()) {", "if (true) {"),
            noticedBy("LOSS", "outcome of an in-doubt step not persisted before the next intent")
                    .with(
                            ENGINE + "StepRules.java",
                            "DoubtLog doubts = progress.doubts().with(doubt);",
                            "DoubtLog doubts = progress.doubts();"),
            noticedBy("DOUBT", "listener told only after the write")
                    .with(RESOLVER, """
                            cycle.tell(new EngineEvent.InDoubt(cycle.step(), entry, doubt.problem()), () -> then.accept(entry));
                            }
                            """, """
                            EngineEvent event = new EngineEvent.InDoubt(cycle.step(), entry, doubt.problem());
                            then.accept(entry);
                            tellOnceWritten(event);
                            }

                            private void tellOnceWritten(EngineEvent event) {
                                if (claim.unwritten()) {
                                    jobs.wakeIn(Duration.ofMillis(1), () -> tellOnceWritten(event));
                                } else {
                                    jobs.tell(event);
                                }
                            }
                            """)
                    .with(CLAIM, "// Its writes", """
                            boolean unwritten() {
                                return outbox.pending();
                            }
                            """),
            noticedBy("DUP", "releases before the worker has drained")
                    .with(CYCLE, "if (phase == JobPhase.BARRED && jobs.mayRelease()) {", """
                            if ((phase == JobPhase.BARRED || phase == JobPhase.PERFORMING) && jobs.mayRelease()) {
                            """),
            noticedBy("DUP", "hands over before the worker has drained")
                    .with(CYCLE, "if (phase == JobPhase.BARRED && jobs.mayRelease()) {", """
                            if (phase == JobPhase.PERFORMING && claim.leaving()) {
                                letGoUnperformed();
                            } else if (phase == JobPhase.BARRED && jobs.mayRelease()) {
                            """),
            noticedBy("DOUBT", "release without the outcome")
                    .with(CYCLE, "rest(StepRules.performed(progress, next), delayAfterOutcome());", """
                            if (jobs.mayRelease()) {
                                end(progress);
                                return;
                            }
                            rest(StepRules.performed(progress, next), delayAfterOutcome());
                            """));

    private BrokenSteps() {}
}
