package io.leasehold.simulator.virtual;

import io.leasehold.engine.runtime.Operation;
import io.leasehold.store.JobRecord;
import io.leasehold.testing.Fate;
import java.time.Duration;

/** What befalls suspects. */
final class ProbationDrills {
    private static final Duration PACE = Duration.ofSeconds(30);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private ProbationDrills() {}

    /**
     * Three owners in a row leave in order while a suspect is on probation with a step in hand, of which they can write nothing any
     * more: each leaves the mark behind.
     */
    static void leftOnProbation(DrillRun run) {
        run.submit(4, 5, PACE);
        FormerOwners.lapse(run.stage, 2);
        VirtualInstance owner = run.stage.start();
        for (int stop = 0; stop < 3; stop++) {
            run.stage.world.runUntil(() -> anyAtWorkOnProbation(run), MINUTE.multipliedBy(5));
            VirtualInstance successor = run.stage.start();
            run.strike(owner, Trouble.REQUEST_LOST, MINUTE, Operation.WRITE, Fate::requestLost);
            owner.stop();
            run.passAbout(Duration.ofSeconds(20));
            owner = successor;
        }
        run.pass(MINUTE);
    }

    private static boolean anyAtWorkOnProbation(DrillRun run) {
        return run.stage.jobs().stream()
                .map(run.stage::record)
                .map(JobRecord::progress)
                .anyMatch(progress -> progress.probation() && progress.open().isPresent());
    }
}
