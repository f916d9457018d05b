package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.StoreException;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of an IN_STORE job (E13), from its decision to a definite answer. No intent is recorded: one transaction holds the write
 * that closes the step, and behind it the user's work. So the step is done or it isn't, whoever dies. An attempt whose outcome nobody
 * knows is repeated with the same write, for ever, once the one before is over; until its answer comes no other write of the claim
 * leaves, for the claim doesn't know where its job stands.
 */
final class InStoreStep {
    private static final Logger LOG = LoggerFactory.getLogger(InStoreStep.class);

    private final StepCycle cycle;
    private final ClaimedJob claim;
    private final Jobs jobs;
    private final JobWork work;

    private Optional<Recorded> inHand = Optional.empty();
    private Attempt attempt = new Attempt();
    private boolean perhaps;
    private boolean waiting;
    private int tries;
    private Timer next = () -> {};

    /** What is tried: the same each time. */
    private record Recorded(Write write, OpenStep step) {}

    InStoreStep(StepCycle cycle, ClaimedJob claim, Jobs jobs, JobWork work) {
        this.cycle = cycle;
        this.claim = claim;
        this.jobs = jobs;
        this.work = work;
    }

    /** The step that is open in this view, of which nothing has happened; nothing else of the claim is on its way. */
    void begin(Progress intended) {
        OpenStep step = intended.open().orElseThrow();
        Progress closed = StepRules.performed(intended, step.nextState());
        inHand = Optional.of(
                new Recorded(claim.alone(closed, Optional.of(step.pace().time())), step));
        perhaps = false;
        waiting = false;
        tries = 0;
        attempt = new Attempt();
        attempt();
    }

    /** Goes on, or leaves off, where it is held. */
    void advance() {
        if (!perhaps && (claim.stopped() || jobs.mayRelease())) {
            leaveOff();
        } else if (!waiting && (perhaps || jobs.mayBegin())) {
            attempt();
        }
    }

    /** Surely nothing of it is stored: the job stands where it stood. */
    private void leaveOff() {
        next.cancel();
        claim.withdrawn();
        cycle.delayed(Duration.ZERO);
        cycle.restAsItIs();
    }

    private void attempt() {
        if (!attempt.over()) {
            later("an earlier attempt has not ended yet");
            return;
        }
        jobs.lookForFreeze();
        if (!cycle.gone()) {
            attempt = new Attempt();
            Recorded recorded = inHand.orElseThrow();
            cycle.delayed(recorded.step.pace().time());
            cycle.work(JobPhase.TRANSACTING, work.transacting(recorded.write, recorded.step, attempt), this::ended);
        }
    }

    private void ended(WorkResult<WriteAnswer> result) {
        if (result instanceof WorkResult.Barred<WriteAnswer>) {
            cycle.hold();
            jobs.barred(claim);
            if (jobs.mayRelease()) {
                cycle.advance();
            }
        } else if (result instanceof WorkResult.Done<WriteAnswer> done) {
            answered(done.value());
        } else if (result instanceof WorkResult.Threw<WriteAnswer> threw) {
            threw(threw.problem());
        }
    }

    private void answered(WriteAnswer answer) {
        Recorded recorded = inHand.orElseThrow();
        if (answer instanceof WriteAnswer.Applied) {
            cycle.performedInStore(recorded.write.progress());
            if (recorded.step.pace().from() == Pace.From.OUTCOME) {
                cycle.delayed(recorded.step.pace().time());
            }
        }
        claim.written(recorded.write, answer, tries > 0);
    }

    private void threw(Throwable problem) {
        if (problem instanceof WorkFailed failed) {
            failed(Optional.ofNullable(failed.getCause()).orElse(failed));
            return;
        }
        perhaps |= !(problem instanceof StoreException.StoreUnavailable
                || problem instanceof StoreException.StoreRejected
                || problem instanceof IllegalArgumentException);
        if (problem instanceof Workers.Stuck) {
            jobs.tell(new EngineEvent.WorkerStuck(cycle.step(), jobs.workers().stuck()));
        }
        later(Problems.text(problem));
    }

    /** All was rolled back, and no earlier attempt was committed, for then the work would not have been done again. */
    private void failed(Throwable problem) {
        perhaps = false;
        if (jobs.mayBegin()) {
            claim.withdrawn();
            cycle.failed(StepRules.undecided(cycle.progress(), problem), problem);
        } else {
            leaveOff();
        }
    }

    private void later(String why) {
        tries++;
        LOG.debug("step {} in the store's transaction was not answered ({}): it is tried again", cycle.step(), why);
        waiting = true;
        cycle.hold();
        next.cancel();
        next = jobs.wakeIn(
                jobs.storeBackoff(tries),
                () -> claim.safely(() -> {
                    waiting = false;
                    cycle.advance();
                }));
    }
}
