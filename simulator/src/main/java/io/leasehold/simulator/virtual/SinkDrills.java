package io.leasehold.simulator.virtual;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import java.time.Duration;

/** What befalls keys and their sink. */
final class SinkDrills {
    private static final Duration PACE = Duration.ofSeconds(30);

    private SinkDrills() {}

    static void repeatedUnderItsKey(DrillRun run) {
        run.stage.start();
        run.submit(1, 6, PACE);
        for (int step = 2; step <= 4; step++) {
            VirtualInstance owner = run.stage.members().get(step - 2);
            int begun = step;
            run.stage.world.runUntil(() -> owner.hasBegun(begun), Duration.ofMinutes(10));
            owner.count(Trouble.KILL);
            owner.kill();
            run.stage.start();
        }
        run.passAbout(PACE);
    }

    static void resubmitted(DrillRun run) {
        run.stage.start();
        run.submit(1, 5, PACE);
        run.stage.world.runUntil(run.stage::allFinished, Duration.ofMinutes(10));
        JobId job = run.stage.jobs().get(0);
        RunId first = run.stage.record(job).run();
        run.order(job, new Command.Delete(false));
        run.stage.resubmit(job, first, 5, PACE);
        run.passAbout(PACE);
    }

    static void refusedInDoubt(DrillRun run) {
        VirtualInstance alone = run.stage.start();
        int[] attempts = new int[1];
        alone.network().strikeSink(trouble -> {
            if (trouble == Trouble.SINK_REFUSES) {
                attempts[0]++;
                return attempts[0] > 1 && attempts[0] <= 11;
            }
            return trouble == Trouble.SINK_AMBIGUOUS && attempts[0] == 1;
        });
        run.submit(1, 4, PACE);
        JobId job = run.stage.jobs().get(0);
        run.stage.world.runUntil(() -> run.stage.record(job).progress().status() != Status.READY, Duration.ofHours(2));
        run.order(job, new Command.Start());
    }
}
