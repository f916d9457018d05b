package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import io.leasehold.store.Write;

/**
 * E10, for one claim: a job whose last two owners were lost over it has its user's code run only in its turn, and only once the record
 * says so. The mark stays for as long as that code runs, and goes with the write that tells what it came to.
 */
final class Probation {
    private final StepCycle cycle;
    private final ClaimedJob claim;
    private final Jobs jobs;

    Probation(StepCycle cycle, ClaimedJob claim, Jobs jobs) {
        this.cycle = cycle;
        this.claim = claim;
        this.jobs = jobs;
    }

    /** Whether the user's code may run now: to decide, to perform, to confirm. If not, the job is advanced when it may. */
    boolean admits() {
        Progress progress = cycle.progress();
        if (!StepRules.suspect(progress) || progress.probation()) {
            return true;
        }
        if (jobs.suspects().turn(claim)) {
            jobs.tell(new EngineEvent.OnProbation(cycle.step(), progress.lapses()));
            cycle.mark(StepRules.onProbation(progress));
        }
        return false;
    }

    /** The store has this write: the turn ends with one that takes the mark away, not before. */
    void written(Write write) {
        if (!write.progress().probation() && !cycle.progress().probation()) {
            jobs.suspects().acquitted(claim);
        }
    }

    /** Why the job is set aside. */
    String verdict() {
        Progress progress = cycle.progress();
        boolean doubt = progress.open().filter(OpenStep::inDoubt).isPresent();
        return "its last " + progress.lapses()
                + " owners were lost while they ran it, the last one while it ran no other suspect: "
                + (doubt ? "step " + cycle.step() + " is in doubt: resolve it, or " : "")
                + "start the job again once it no longer takes its owner down";
    }
}
