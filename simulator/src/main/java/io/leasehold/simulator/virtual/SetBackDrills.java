package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store that loses what it had acknowledged, under running instances (fault 14). */
final class SetBackDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(30);
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(12);

    private SetBackDrills() {}

    /**
     * Everything, while all jobs rest under the claims that they had; then right behind the claims of another one, whose lease is as it
     * was, before it writes; then between an intent and its outcome.
     */
    static void setBackStore(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(6, 120, PACE);
        run.passAbout(MINUTE.multipliedBy(2));
        SettingBack resting = new SettingBack(run.stage);
        run.passAbout(PACE);
        resting.everything();
        run.passAbout(MINUTE.multipliedBy(2));
        VirtualInstance survivor = run.stage.start();
        run.passAbout(MINUTE);
        SettingBack claimed = new SettingBack(run.stage);
        owner.count(Trouble.STOP);
        owner.stop();
        until(run, () -> owns(run, survivor, job(run, 5)) && settled(run, survivor));
        claimed.everything();
        attend(run);
        run.passAbout(MINUTE);
        SettingBack begun = new SettingBack(run.stage);
        until(run, () -> begins(run, job(run, 0)));
        begun.everything();
        attend(run);
    }

    /** Everything, to a moment before the owner's lease was granted. */
    static void setBackLeases(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(6, 60, PACE);
        run.passAbout(MINUTE);
        run.stage.start();
        run.passAbout(PACE);
        SettingBack copy = copied(run, owner);
        VirtualInstance late = run.stage.start();
        until(run, () -> run.stage.jobs().stream().anyMatch(job -> owns(run, late, job)));
        run.passAbout(PACE);
        copy.everything();
        attend(run);
    }

    /**
     * Single jobs, to before a survivor's claim: one while it rests, one between its intent and its outcome, one that has finished; and one
     * to before its owner's last step.
     */
    static void setBackJobs(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(4, 60, PACE);
        run.submit(1, 8, PACE);
        run.passAbout(MINUTE);
        VirtualInstance survivor = run.stage.start();
        run.passAbout(PACE);
        SettingBack copy = copied(run, owner);
        until(run, () -> run.stage.jobs().stream().allMatch(job -> owns(run, survivor, job)));
        run.passAbout(MINUTE);
        copy.alone(job(run, 0));
        until(run, () -> begins(run, job(run, 1)));
        copy.alone(job(run, 1));
        SettingBack later = new SettingBack(run.stage);
        run.passAbout(PACE);
        later.alone(job(run, 2));
        until(run, () -> run.stage.record(job(run, 4)).progress().status() == Status.FINISHED);
        copy.alone(job(run, 4));
        run.stage.store().ring();
        attend(run);
    }

    /** The copy is made, and then the owner is killed. */
    private static SettingBack copied(DrillRun run, VirtualInstance owner) {
        SettingBack copy = new SettingBack(run.stage);
        owner.count(Trouble.KILL);
        owner.kill();
        return copy;
    }

    private static void until(DrillRun run, BooleanSupplier happens) {
        run.stage.world.runUntil(happens, UNTIL_TOLD);
    }

    /**
     * Over records no call of a claim is on its way any more: one that removes an index entry would, behind the claim's back, take from the
     * job what it is found by.
     */
    private static boolean settled(DrillRun run, VirtualInstance member) {
        return run.stage.shared().traffic() == Traffic.OPERATIONS
                || !member.runtime().underWay(Operation.CLAIM);
    }

    private static JobId job(DrillRun run, int number) {
        return run.stage.jobs().get(number);
    }

    private static boolean owns(DrillRun run, VirtualInstance member, JobId job) {
        Optional<LeaseId> lease = run.stage.record(job).ownership().owner();
        return lease.equals(Optional.of(member.lease()));
    }

    private static boolean begins(DrillRun run, JobId job) {
        return run.stage.record(job).progress().open().isPresent();
    }

    /** A person waits for the alarm, and starts again what was parked. */
    private static void attend(DrillRun run) {
        run.pass(UNTIL_TOLD);
        List<JobId> parked = run.stage.jobs().stream()
                .filter(job -> run.stage.record(job).progress().status() == Status.PARKED)
                .toList();
        parked.forEach(job -> run.order(job, new Command.Start()));
    }
}
