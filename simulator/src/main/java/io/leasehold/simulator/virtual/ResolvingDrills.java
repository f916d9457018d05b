package io.leasehold.simulator.virtual;

import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.StepId;
import io.leasehold.store.Command;
import io.leasehold.store.Command.Verdict;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A person parks jobs in the midst of their steps, looks what became of these, and says so. */
final class ResolvingDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(30);

    private ResolvingDrills() {}

    /**
     * One job's owner has died before its effect: not delivered; one's behind it: delivered; one's owner lives and hears that it lost the
     * claim: delivered; and one nobody wants to look after: skipped.
     */
    static void resolved(DrillRun run) {
        run.stage.start();
        run.submit(4, 20, PACE);
        run.passAbout(MINUTE);
        JobId before = run.stage.jobs().get(0);
        until(run, () -> run.stage.record(before).progress().open().isPresent());
        dies(run, before);
        resolve(run, before, Verdict.NOT_DELIVERED);
        JobId behind = run.stage.jobs().get(1);
        until(run, () -> performed(run, behind));
        dies(run, behind);
        resolve(run, behind, Verdict.DELIVERED);
        JobId owned = run.stage.jobs().get(2);
        until(run, () -> performed(run, owned));
        resolve(run, owned, Verdict.DELIVERED);
        JobId skipped = run.stage.jobs().get(3);
        until(run, () -> run.stage.record(skipped).progress().open().isPresent());
        resolve(run, skipped, Verdict.SKIP);
        run.passAbout(MINUTE);
    }

    private static void until(DrillRun run, BooleanSupplier happens) {
        run.stage.world.runUntil(happens, MINUTE.multipliedBy(5));
    }

    /** Whoever owns it is killed, and somebody else starts. */
    private static void dies(DrillRun run, JobId job) {
        run.stage.members().stream()
                .filter(member -> run.stage
                        .record(job)
                        .ownership()
                        .owner()
                        .filter(member.lease()::equals)
                        .isPresent())
                .filter(VirtualInstance::alive)
                .forEach(owner -> {
                    owner.count(Trouble.KILL);
                    owner.kill();
                });
        run.stage.start();
    }

    /** Parked at once, and resolved when whoever had it has heard of that. */
    private static void resolve(DrillRun run, JobId job, Verdict verdict) {
        JobRecord seen = run.stage.record(job);
        run.order(job, new Command.Park(seen.ownership().token()));
        run.passAbout(MINUTE);
        run.stage
                .record(job)
                .progress()
                .open()
                .ifPresent(step ->
                        run.order(job, new Command.Resolve(seen.progress().sequence(), step.attempt(), verdict)));
        run.passAbout(MINUTE);
    }

    /** Whether its open step's message has arrived. */
    private static boolean performed(DrillRun run, JobId job) {
        JobRecord record = run.stage.record(job);
        StepId step =
                new StepId(job.value(), record.run().value(), record.progress().sequence());
        return record.progress().open().isPresent()
                && run.stage.history.events().stream()
                        .anyMatch(event -> event instanceof EffectStarted effect
                                && effect.step().equals(step));
    }
}
