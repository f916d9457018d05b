package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.Status;
import io.leasehold.testing.Fate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a person does to records by hand, behind the store's back (fault 15). */
final class HandDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(30);
    private static final Duration UNTIL_TOLD = Duration.ofMinutes(12);

    private HandDrills() {}

    /**
     * Jobs are erased and submitted again: some at once, by whose first claim a lone owner gets the very token that it holds; some once
     * it has told of the loss. The others go on.
     */
    static void erasedJobs(DrillRun run) {
        run.stage.start();
        run.submit(8, 60, PACE);
        run.passAbout(MINUTE.multipliedBy(3));
        anew(run, run.stage.jobs().get(6));
        run.passAbout(MINUTE);
        run.stage.start();
        List<JobId> slowly = run.stage.jobs().subList(0, 4);
        for (JobId job : slowly) {
            run.stage.erase(job);
            run.passAbout(PACE.dividedBy(2));
        }
        for (JobId job : slowly) {
            anew(run, run.stage.jobs().get(7));
            run.passAbout(MINUTE.multipliedBy(2));
            run.stage.resubmit(job);
        }
        run.pass(UNTIL_TOLD);
    }

    private static void anew(DrillRun run, JobId job) {
        run.stage.erase(job);
        run.stage.resubmit(job);
    }

    /**
     * Records of jobs are damaged while their owner lives, and while it dies, and then its successor's lease is. The others go on, and are taken over past
     * them; the damaged ones a person takes away, and submits the jobs again.
     */
    static void damagedRecords(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(8, 60, PACE);
        run.passAbout(MINUTE.multipliedBy(2));
        List<JobId> early = run.stage.jobs().subList(0, 2);
        early.forEach(run.stage::damage);
        run.passAbout(MINUTE.multipliedBy(2));
        early.forEach(run.stage::replace);
        run.passAbout(MINUTE);
        VirtualInstance successor = run.stage.start();
        run.passAbout(MINUTE.multipliedBy(2));
        List<JobId> owned = ownedBy(owner, run);
        List<JobId> late = owned.subList(0, owned.size() / 2);
        late.forEach(run.stage::damage);
        owner.count(Trouble.KILL);
        owner.kill();
        run.passAbout(MINUTE.multipliedBy(3));
        late.forEach(run.stage::replace);
        run.stage.start();
        run.passAbout(MINUTE);
        run.stage.damageLease(successor);
        run.pass(UNTIL_TOLD);
    }

    private static List<JobId> ownedBy(VirtualInstance owner, DrillRun run) {
        return run.stage.jobs().stream()
                .filter(job -> run.stage.record(job).ownership().owner().equals(Optional.of(owner.lease())))
                .toList();
    }

    /** The lease of an owner is erased, of which it hears at its next heartbeat, or for a minute hears nothing. */
    static void erasedLease(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(6, 60, PACE);
        run.passAbout(MINUTE);
        VirtualInstance other = run.stage.start();
        run.passAbout(MINUTE);
        run.stage.eraseLease(owner);
        run.passAbout(MINUTE.multipliedBy(5));
        VirtualInstance deaf = other.alive() ? other : owner;
        deaf.troubled(Trouble.CUT_REQUESTS, MINUTE);
        deaf.network().cutRequests(true);
        run.stage.eraseLease(deaf);
        run.passAbout(MINUTE);
        deaf.network().cutRequests(false);
        run.passAbout(MINUTE.multipliedBy(5));
    }

    /** Between the survey that names a dead owner and the claim that goes for its jobs, the lease's record is erased. */
    static void erasedDead(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(6, 20, PACE);
        run.passAbout(MINUTE);
        VirtualInstance survivor = run.stage.start();
        run.passAbout(MINUTE);
        run.strike(
                survivor,
                Trouble.SLOW,
                MINUTE.multipliedBy(2),
                Operation.CLAIM,
                fate -> Fate.well(Duration.ofSeconds(3), fate.there()));
        owner.count(Trouble.KILL);
        owner.kill();
        run.stage.world.runUntil(() -> survivor.runtime().underWay(Operation.CLAIM), MINUTE.multipliedBy(2));
        run.stage.eraseLease(owner);
        run.pass(MINUTE);
    }

    /** The states of jobs are spoilt while nobody owns them, or while their owner rests and dies; a person begins them anew. */
    static void spoiltStates(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(6, 20, PACE);
        run.passAbout(MINUTE.multipliedBy(2));
        List<JobId> stopped = run.stage.jobs().subList(0, 2);
        stopped.forEach(job -> run.order(job, new Command.Stop()));
        run.passAbout(MINUTE);
        stopped.forEach(run.stage::spoil);
        stopped.forEach(job -> run.order(job, new Command.Start()));
        run.passAbout(MINUTE);
        run.stage.start();
        for (JobId job : run.stage.jobs().subList(2, 4)) {
            if (run.stage.record(job).progress().open().isEmpty()) {
                run.stage.spoil(job);
            }
        }
        owner.count(Trouble.KILL);
        owner.kill();
        run.passAbout(MINUTE.multipliedBy(3));
        run.stage.jobs().stream()
                .filter(job -> run.stage.record(job).progress().status() == Status.PARKED)
                .toList()
                .forEach(job -> instead(run, job));
    }

    /** Started, it would be parked again: it is deleted and submitted once more. */
    private static void instead(DrillRun run, JobId job) {
        run.order(job, new Command.Start());
        run.passAbout(MINUTE);
        run.order(job, new Command.Delete(false));
        run.stage.resubmit(job);
    }
}
