package io.leasehold.simulator.virtual;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import java.time.Duration;
import java.util.List;

/** What befalls a person's orders. */
final class OrderDrills {
    /** Where they go, tombstones are kept for so long. */
    static final Duration TOMBSTONES = Duration.ofHours(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(30);

    private OrderDrills() {}

    /** A job's first submission, a stop and a delete arrive once more, when something newer has come since: they change nothing. */
    static void lateOrders(DrillRun run) {
        run.stage.start();
        run.submit(4, 20, PACE);
        run.passAbout(MINUTE.multipliedBy(2));
        lateSubmission(run, run.stage.jobs().get(0));
        lateStop(run, run.stage.jobs().get(1));
        lateDelete(run, run.stage.jobs().get(2));
        run.passAbout(MINUTE);
    }

    /**
     * Two jobs are deleted; their tombstones are counted within their retention, while the token floor has to stand, and when they must be
     * gone. The jobs are submitted again then: as nobody knows them any more, but for the floor.
     */
    static void purged(DrillRun run) {
        run.stage.start();
        run.submit(4, 30, PACE);
        run.passAbout(MINUTE.multipliedBy(2));
        List<JobId> purged = run.stage.jobs().subList(0, 2);
        purged.forEach(job -> run.order(job, new Command.Stop()));
        run.passAbout(MINUTE);
        purged.forEach(job -> run.order(job, new Command.Start()));
        run.passAbout(MINUTE);
        purged.forEach(job -> run.order(job, new Command.Stop()));
        run.passAbout(MINUTE);
        purged.forEach(job -> run.order(job, new Command.Delete(false)));
        run.pass(TOMBSTONES.minus(MINUTE.multipliedBy(20)));
        run.count(TOMBSTONES);
        run.pass(MINUTE.multipliedBy(28));
        run.count(TOMBSTONES);
        run.pass(MINUTE.multipliedBy(34));
        run.count(TOMBSTONES);
        purged.forEach(run.stage::resubmit);
        run.passAbout(MINUTE);
    }

    private static void lateSubmission(DrillRun run, JobId job) {
        delete(run, job);
        run.passAbout(PACE);
        run.stage.submitLate(job);
        run.passAbout(MINUTE);
        run.stage.resubmit(job);
    }

    private static void lateStop(DrillRun run, JobId job) {
        JobRecord seen = run.stage.record(job);
        run.stage.order(seen, new Command.Stop());
        run.passAbout(PACE);
        run.order(job, new Command.Start());
        run.passAbout(PACE);
        run.stage.order(seen, new Command.Stop());
    }

    /** The next run has no owner yet. */
    private static void lateDelete(DrillRun run, JobId job) {
        JobRecord seen = delete(run, job);
        run.stage.resubmit(job);
        run.stage.order(seen, new Command.Delete(false));
    }

    /** Answers what the person saw who deleted it. */
    private static JobRecord delete(DrillRun run, JobId job) {
        run.order(job, new Command.Stop());
        run.passAbout(MINUTE);
        JobRecord seen = run.stage.record(job);
        run.stage.order(seen, new Command.Delete(false));
        return seen;
    }
}
