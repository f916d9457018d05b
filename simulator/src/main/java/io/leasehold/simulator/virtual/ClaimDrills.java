package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.Wish;
import io.leasehold.testing.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What befalls claims. */
final class ClaimDrills {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofSeconds(30);

    private ClaimDrills() {}

    /** One of two survivors takes nothing up, though it lives: the other one is left with more than its share. */
    static void leftovers(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(40, 20, Duration.ofSeconds(20));
        run.passAbout(MINUTE);
        run.stage.start();
        VirtualInstance idle = run.stage.start();
        run.strike(
                idle,
                Trouble.REQUEST_LOST,
                MINUTE.multipliedBy(4),
                (operation, fate) -> operation == Operation.SURVEY ? fate.requestLost() : fate);
        run.passAbout(Duration.ofSeconds(30));
        owner.count(Trouble.KILL);
        owner.kill();
        run.pass(MINUTE.multipliedBy(3));
    }

    /** Quiet counts from some minutes after all trouble. */
    static void newcomer(DrillRun run) {
        run.heal();
        run.stage.start();
        run.submit(40, 60, PACE);
        run.passAbout(MINUTE.multipliedBy(4));
        run.stage.start();
        run.passAbout(MINUTE.multipliedBy(8));
        run.stage.start();
    }

    /** What has no owner waits until somebody who lives has finished a job; jobs differ in length, so that room comes one by one. */
    static void fewerSlotsThanJobs(DrillRun run) {
        List<VirtualInstance> first = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            first.add(run.stage.start());
        }
        run.pass(MINUTE);
        for (int steps = 30; steps < 70; steps += 2) {
            run.submit(1, steps, PACE);
        }
        run.passAbout(MINUTE.multipliedBy(2));
        first.get(0).count(Trouble.KILL);
        first.get(0).kill();
        run.passAbout(MINUTE.multipliedBy(25));
        run.stage.start();
        run.passAbout(MINUTE.multipliedBy(2));
        first.get(1).count(Trouble.KILL);
        first.get(1).kill();
        run.passAbout(MINUTE.multipliedBy(2));
    }

    /** Every one of them may claim, and there is enough for all. */
    static void aHundredSeeOneLapse(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(200, 6, MINUTE);
        run.passAbout(MINUTE);
        for (int i = 0; i < 100; i++) {
            run.stage.start();
        }
        run.passAbout(MINUTE);
        owner.count(Trouble.OWNER_OF_ALL);
        owner.kill();
        run.pass(MINUTE.multipliedBy(3));
    }

    static void unansweredClaims(DrillRun run) {
        VirtualInstance alone = run.stage.start();
        run.strike(alone, Trouble.ANSWER_LOST, MINUTE, Operation.CLAIM, Fate::answerLost);
        run.submit(5, 10, PACE);
        run.passAbout(MINUTE);
    }

    static void unansweredWhileStopped(DrillRun run) {
        VirtualInstance alone = run.stage.start();
        // Read nothing either: the job is stopped before anybody could take it up.
        run.strike(
                alone,
                Trouble.ANSWER_LOST,
                MINUTE,
                (operation, fate) ->
                        operation == Operation.CLAIM || operation == Operation.OWNED ? fate.answerLost() : fate);
        run.submit(5, 10, PACE);
        run.passAbout(MINUTE);
        run.stage.jobs().forEach(job -> run.order(job, new Command.Stop()));
        run.heal();
        run.pass(MINUTE.multipliedBy(15));
        run.stage.jobs().forEach(job -> run.order(job, new Command.Start()));
    }

    /** Parked while they rest: a step in hand would be in doubt, and rightly. Their owner hears of it at its next write. */
    static void lostAlone(DrillRun run) {
        VirtualInstance owner = run.stage.start();
        run.submit(20, 100, Duration.ofSeconds(5));
        run.passAbout(MINUTE);
        run.stage.start();
        run.passAbout(MINUTE);
        run.strike(owner, Trouble.REQUEST_LOST, Duration.ofSeconds(5), Operation.CLAIM, Fate::requestLost);
        for (JobId job : List.copyOf(run.stage.jobs())) {
            JobRecord record = run.stage.record(job);
            if (record.progress().open().isEmpty()) {
                run.order(job, new Command.Park(record.ownership().token()));
                run.order(job, new Command.Start());
            }
        }
        run.pass(Duration.ofSeconds(5));
        owner.network().strike((operation, fate) -> fate);
        run.pass(MINUTE.multipliedBy(2));
    }

    /**
     * Claims are answered within the call timeout, but after the walk of its own jobs has told the engine of the job; and before the
     * answer comes a person stops it, and it is released.
     */
    static void lateAnswers(DrillRun run) {
        VirtualInstance alone = run.stage.start();
        run.pass(Duration.ofSeconds(5));
        alone.network()
                .strike((operation, fate) ->
                        operation == Operation.CLAIM ? Fate.well(fate.there(), Duration.ofMillis(4_900)) : fate);
        for (int round = 0; round < 30; round++) {
            run.submit(1, 10, PACE);
            for (int tick = 0; tick < 13; tick++) {
                run.pass(Duration.ofMillis(100));
                run.stage.jobs().stream()
                        .filter(job -> begun(run.stage.record(job)))
                        .forEach(job -> run.order(job, new Command.Stop()));
            }
        }
        run.pass(MINUTE);
        run.stage.jobs().forEach(job -> run.order(job, new Command.Start()));
    }

    private static boolean begun(JobRecord job) {
        return job.wish() == Wish.RUNNING
                && job.progress().sequence() == 1
                && job.progress().open().isPresent();
    }

    static void stoppedAmongOthers(DrillRun run) {
        VirtualInstance alone = run.stage.start();
        run.pass(Duration.ofSeconds(5));
        Duration half = Duration.ofMillis(700);
        run.strike(alone, Trouble.SLOW, MINUTE.multipliedBy(3), Operation.WRITE, fate -> Fate.well(half, half));
        run.submit(20, 100, Duration.ofSeconds(2));
        run.passAbout(MINUTE);
        List<JobId> jobs = run.stage.jobs();
        jobs.subList(0, 10).forEach(job -> run.order(job, new Command.Stop()));
        run.pass(MINUTE);
        jobs.subList(0, 10).forEach(job -> run.order(job, new Command.Start()));
    }
}
