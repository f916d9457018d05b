package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.ENGINE;

import java.util.List;

/** Mistakes about what the store says to a write, or doesn't. */
final class BrokenWrites {
    private static final String QUEUE = ENGINE + "WriteQueue.java";
    private static final String JOB = ENGINE + "ClaimedJob.java";
    private static final String CYCLE = ENGINE + "StepCycle.java";
    private static final String REPEAT =
            "core.runtime().schedule(core.storeBackoff(failures + 1), () -> send(alive, failures + 1));";

    private static final String REGRESSED = "jobs.regressed(this, regressed.loss()); } else { jobs.misunderstood(";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("DUP", "unknown outcome of a write taken for success").with(QUEUE, REPEAT, """
                            answered(alive, alive.stream().<WriteAnswer>map(entry ->
                                    new WriteAnswer.Applied(io.leasehold.store.Wish.RUNNING, 0)).toList(), false);
                            """),
            noticedBy("DUP", "unknown outcome of a write taken for failure")
                    .with(QUEUE, REPEAT, """
                            busy = false;
                            alive.forEach(entry -> jobs.safely(entry.job, entry.job::unwritten));
                            goOn();
                            """)
                    .with(JOB, "// Its writes", """
                            void unwritten() {
                                outbox.acknowledged();
                                cycle.unwritten();
                            }
                            """)
                    .with(CYCLE, "rest(StepRules.performed(progress, next), delayAfterOutcome());", """
                            before = progress;
                            rest(StepRules.performed(progress, next), delayAfterOutcome());
                            """)
                    .with(CYCLE, "// What the claim hears", """
                            private Progress before;

                            void unwritten() {
                                if (phase == JobPhase.RESTING && before != null) {
                                    progress = before;
                                    before = null;
                                    IllegalStateException problem = new IllegalStateException("not written");
                                    failed(StepRules.notPerformed(progress, problem), problem);
                                } else {
                                    change(progress, Optional.empty());
                                }
                            }
                            """),
            noticedBy("LOSS", "retries give up after n").with(QUEUE, REPEAT, """
                            if (failures < 5) {
                                core.runtime().schedule(core.storeBackoff(failures + 1), () -> send(alive, failures + 1));
                            } else {
                                busy = false;
                                goOn();
                            }
                            """),
            noticedBy("WISH", "swaps answers in a batch")
                    .with(QUEUE, "answers.get(i)", "answers.get(batch.size() - 1 - i)"),
            noticedBy("DOUBT", "drops a claim without a release").with(QUEUE, REPEAT, """
                            busy = false;
                            alive.forEach(entry -> jobs.lost(entry.job, io.leasehold.engine.EngineEvent.LossReason.FENCED));
                            goOn();
                            """),
            noticedBy("TOKEN", "keeps silent about what the store has lost")
                    .with(
                            ENGINE + "Jobs.java",
                            "job.leave(); teller.tell(new EngineEvent.Regressed(job.id(), loss));",
                            "job.leave();"),
            noticedBy("TOKEN", "ignores REGRESSED")
                    .with(JOB, REGRESSED, "regressed.loss(); } else { jobs.misunderstood("),
            noticedBy("TOKEN", "takes REGRESSED for FENCED")
                    .with(JOB, REGRESSED, "fenced(); } else { jobs.misunderstood("),
            noticedBy("TOKEN", "has nothing parked that the store has lost")
                    .with(
                            ENGINE + "Jobs.java",
                            "teller.tell(new EngineEvent.Regressed(job.id(), loss)); parkAndForget(job);",
                            "teller.tell(new EngineEvent.Regressed(job.id(), loss)); forget(job);"),
            noticedBy("LOSS", "goes on with a lost run in the next one")
                    .with(
                            ENGINE + "Jobs.java",
                            "former.token() == token && former.run().equals(record.run())",
                            "former.token() == token")
                    .with(ENGINE + "Jobs.java", "givenAgain(former, question);", "")
                    .with(
                            JOB,
                            "boolean other = record.ownership().token() == token && !record.run().equals(run);",
                            "boolean other = false;"),
            noticedBy("TOLD", "takes FENCED for no end of the claim")
                    .with(JOB, "jobs.lost(this, LossReason.FENCED);", "outbox.acknowledged();"));

    private BrokenWrites() {}
}
