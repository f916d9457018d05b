package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.Work;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import io.leasehold.job.Decision;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.job.NotPerformed;
import io.leasehold.job.Undecodable;
import io.leasehold.store.Bytes;
import io.leasehold.store.DoubtLog;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.StepKey;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of a claimed job's steps: rest until due, decide, record the intent, pass the gate and perform, record the outcome. A step in
 * doubt goes to the {@link DoubtResolver}. It moves the job's view; its {@link ClaimedJob} has each view written, and an effect
 * starts only once the write with its intent was acknowledged.
 */
final class StepCycle {
    private final ClaimedJob claim;
    private final Jobs jobs;
    private final JobWork work;
    private final InDoubt doubt;
    private final DoubtResolver resolver;
    private final Probation probation;
    private final InStoreStep transaction;

    private Progress progress;
    private JobPhase phase = JobPhase.RESTING;
    private long dueNanos;
    private Timer due = () -> {};
    private Worker worker = () -> {};

    StepCycle(ClaimedJob claim, Jobs jobs, JobType<?, ?, ?> type, JobRecord record, LeaseId lease) {
        this.claim = claim;
        this.jobs = jobs;
        this.work = new JobWork(jobs, type, record, lease);
        this.doubt = InDoubt.of(type.mode(), record, jobs.nanos(), jobs.settings());
        this.resolver = new DoubtResolver(this, claim, jobs, work, doubt);
        this.probation = new Probation(this, claim, jobs);
        this.transaction = new InStoreStep(this, claim, jobs, work);
        this.progress = record.progress();
        this.dueNanos = jobs.nanosIn(record.remaining());
    }

    /** Where the job stands, written or not. */
    Progress progress() {
        return progress;
    }

    boolean resting() {
        return phase == JobPhase.RESTING || phase == JobPhase.SHELVED || phase == JobPhase.FETCHING;
    }

    boolean fetching() {
        return phase == JobPhase.FETCHING;
    }

    /** Whether what it stands for is in the store alone, so that nothing may be made of it, nor written. */
    boolean shelved() {
        return phase == JobPhase.SHELVED || phase == JobPhase.FETCHING;
    }

    boolean gone() {
        return phase == JobPhase.GONE;
    }

    /** The claim has just brought it. */
    void adopted() {
        if (StepRules.lapsedOnProbation(progress)) {
            end(StepRules.quarantined(progress, probation.verdict()));
            return;
        }
        if (progress.probation()) {
            change(StepRules.offProbation(progress), Optional.empty());
        }
        advance();
    }

    /** Whether it rests, and no step is open. */
    boolean restsBetweenSteps() {
        return resting() && progress.open().isEmpty();
    }

    /** Goes on, if it rests and may. */
    void advance() {
        if (phase == JobPhase.BARRED && jobs.mayRelease()) {
            letGoUnperformed();
        } else if (phase == JobPhase.BARRED && jobs.mayBegin()) {
            perform();
        } else if (phase == JobPhase.SHELVED) {
            unshelveWhereNeeded();
        } else if (phase == JobPhase.HELD) {
            transaction.advance();
        } else if (phase != JobPhase.RESTING) {
            return;
        } else if (leaves()) {
            due.cancel();
            end(progress);
        } else if (jobs.mayBegin()) {
            resume();
        }
    }

    /** Whether it is to be handed back instead of going on. */
    private boolean leaves() {
        return claim.stopped() || jobs.mayRelease() || (claim.leaving() && restsBetweenSteps());
    }

    private void resume() {
        Optional<OpenStep> open = progress.open();
        if (open.filter(OpenStep::inDoubt).isPresent()) {
            resolver.resolve();
        } else if (rested(untilDue())) {
            goOn(open);
        } else if (open.isEmpty() && claim.shelves(untilDue())) {
            shelve();
        }
    }

    private void goOn(Optional<OpenStep> open) {
        if ((work.inStore() && claim.pending()) || !probation.admits()) {
            return;
        } else if (open.isPresent() && work.inStore()) {
            transaction.begin(progress);
        } else if (open.isPresent()) {
            record(StepRules.attemptedAgain(progress), open.get().pace().time());
        } else {
            decide();
        }
    }

    // On the shelf

    /** What is left of the view says whether the operator starts the job anew meanwhile; it is never written. */
    private void shelve() {
        phase = JobPhase.SHELVED;
        progress = progress.change()
                .state(Optional.empty())
                .doubts(DoubtLog.EMPTY)
                .error(Optional.empty())
                .done();
    }

    /** A write is complete (R12): to be handed back, too, it has to be read. */
    private void unshelveWhereNeeded() {
        if (leaves() || (jobs.mayBegin() && rested(untilDue()))) {
            phase = JobPhase.FETCHING;
            jobs.shelf().fetch(claim);
        }
    }

    /** The store doesn't have it: on the shelf again, until the lease is proven. */
    void notFound() {
        phase = JobPhase.SHELVED;
        jobs.barred(claim);
    }

    /** As last written, and perhaps as an operator has changed it since. */
    void fetched(JobRecord record) {
        phase = JobPhase.RESTING;
        refreshed(record);
        progress = record.progress();
    }

    /** E10: whether the user's code may run now; otherwise the job is advanced when it may. */
    boolean admitted() {
        return probation.admits();
    }

    /** The job is on probation: it goes on once the store has that. */
    void mark(Progress marked) {
        phase = JobPhase.MARKING;
        change(marked, Optional.empty());
    }

    /** How long until its next decision or retry is due. */
    Duration untilDue() {
        return jobs.nanosLeft(dueNanos);
    }

    /** A worker has this in hand; what it comes to counts only as long as it has, and nothing of it is kept. */
    <T> void work(JobPhase inHand, Work<T> what, Consumer<WorkResult<T>> then) {
        phase = inHand;
        worker = jobs.workers()
                .submit(
                        what,
                        result -> claim.safely(() -> {
                            if (phase == inHand) {
                                worker = () -> {};
                                then.accept(result);
                            }
                        }));
    }

    /** The listener hears this; then the job goes on, if the claim hasn't ended meanwhile. */
    void tell(EngineEvent event, Runnable then) {
        phase = JobPhase.TELLING;
        jobs.tell(
                event,
                () -> claim.safely(() -> {
                    if (phase == JobPhase.TELLING) {
                        then.run();
                    }
                }));
    }

    /** Nothing has come of it. */
    void restAsItIs() {
        phase = JobPhase.RESTING;
        advance();
    }

    /** Whether nothing is left to wait for; otherwise the job is woken when that is so. */
    boolean rested(Duration left) {
        if (claim.delays()) {
            return false;
        }
        if (!left.isZero()) {
            due.cancel();
            due = jobs.wakeIn(left, () -> claim.safely(this::advance));
        }
        return left.isZero();
    }

    // Decide, record, perform

    private void decide() {
        work(JobPhase.DECIDING, work.deciding(claim.payload(), progress), this::decided);
    }

    private void decided(WorkResult<Decision> result) {
        if (claim.stopped() || !jobs.mayBegin() || result instanceof WorkResult.Barred<Decision>) {
            restAsItIs();
        } else if (result instanceof WorkResult.Threw<Decision> threw) {
            undecided(threw.problem());
        } else if (result instanceof WorkResult.Done<Decision> done) {
            follow(done.value());
        }
    }

    private void follow(Decision decision) {
        if (decision instanceof Decision.Perform step) {
            Optional<String> tooLarge = jobs.tooLarge(step);
            if (tooLarge.isPresent()) {
                undecided(new IllegalArgumentException(tooLarge.get()));
                return;
            }
            Progress intended = StepRules.intended(progress, step, work.version());
            if (work.inStore()) {
                transaction.begin(intended);
            } else {
                record(intended, step.pace().time());
            }
        } else {
            end(StepRules.finished(progress));
        }
    }

    private void undecided(Throwable problem) {
        if (problem instanceof Undecodable) {
            end(StepRules.parked(progress, problem.toString()));
        } else {
            failed(StepRules.undecided(progress, problem), problem);
        }
    }

    void record(Progress intent, Duration pace) {
        phase = JobPhase.RECORDING;
        doubt.intended(intent.open().orElseThrow(), jobs.nanos());
        change(intent, Optional.of(pace));
    }

    private void perform() {
        if (!doubt.repeatable(progress.open().orElseThrow(), jobs.nanos())) {
            progress = StepRules.unperformed(progress);
            resolver.tooLate();
            return;
        }
        jobs.lookForFreeze();
        if (!gone()) {
            work(JobPhase.PERFORMING, work.performing(progress, doubt), this::performed);
        }
    }

    private void performed(WorkResult<Bytes> result) {
        if (result instanceof WorkResult.Barred<Bytes>) {
            phase = JobPhase.BARRED;
            jobs.barred(claim);
            if (jobs.mayRelease()) {
                advance();
            }
        } else if (result instanceof WorkResult.Done<Bytes> done) {
            performed(done.value());
        } else if (result instanceof WorkResult.Threw<Bytes> threw) {
            ended(threw.problem());
        }
    }

    private void performed(@Nullable Bytes next) {
        Optional<String> unusable = jobs.unusable(next);
        if (next == null || unusable.isPresent()) {
            ended(new IllegalStateException(unusable.orElse("no state was made of the sink's answer")));
            return;
        }
        progress = StepRules.rewritten(progress, work.version());
        rest(StepRules.performed(progress, next), delayAfterOutcome());
    }

    /** E9: only {@link NotPerformed}, and {@link Undecodable}, say that nothing happened. */
    private void ended(Throwable problem) {
        if (problem instanceof NotPerformed) {
            doubt.tried();
            failed(StepRules.notPerformed(progress, problem), problem);
            return;
        }
        if (problem instanceof Undecodable) {
            end(StepRules.unreadable(progress, problem.toString()));
            return;
        }
        if (problem instanceof Workers.Stuck) {
            jobs.tell(new EngineEvent.WorkerStuck(step(), jobs.workers().stuck()));
        }
        doubt.ended(problem, jobs.nanos());
        if (work.mode() instanceof DeliveryMode.AtMostOnce<?>) {
            resolver.resolve();
        } else {
            failed(StepRules.unresolved(progress, problem), problem);
        }
    }

    // The next view

    void failed(Progress failed, Throwable problem) {
        jobs.tell(new EngineEvent.Retrying(step(), failed.failures(), problem));
        if (failed.status() != Status.READY) {
            end(failed);
            return;
        }
        rest(failed, Optional.of(Backoff.ofJob(failed.failures())));
    }

    /** The gate was closed and the claim is handed back: this attempt surely never began. */
    private void letGoUnperformed() {
        phase = JobPhase.ENDING;
        progress = StepRules.offProbation(StepRules.unperformed(progress));
        delayed(Duration.ZERO);
        claim.release(Optional.of(Duration.ZERO));
    }

    /** A pace that counts from the outcome begins with the write that closes the step. */
    Optional<Duration> delayAfterOutcome() {
        return progress.open()
                .map(OpenStep::pace)
                .filter(pace -> pace.from() == Pace.From.OUTCOME)
                .map(Pace::time);
    }

    /** A job that rests is on no probation: its owner has outlived what it did. */
    void rest(Progress to, Optional<Duration> delay) {
        phase = JobPhase.RESTING;
        change(StepRules.offProbation(to), delay);
        advance();
    }

    /** The last write of this claim. */
    void end(Progress last) {
        phase = JobPhase.ENDING;
        progress = StepRules.offProbation(last);
        claim.release(Optional.empty());
    }

    private void change(Progress to, Optional<Duration> delay) {
        progress = to;
        delay.ifPresent(this::delayed);
        claim.change(delay);
    }

    /** The step's transaction waits. */
    void hold() {
        phase = JobPhase.HELD;
    }

    /** The step was closed by its own transaction, and this is what stands in the store. */
    void performedInStore(Progress stored) {
        progress = stored;
        phase = JobPhase.RESTING;
    }

    // What the claim hears

    /** A write with this delay leaves now, perhaps once more: the store counts it from when it applies the write (R15). */
    void delayed(Duration delay) {
        dueNanos = jobs.nanosIn(delay);
    }

    /** The store has this write. */
    void written(Write write) {
        if (phase == JobPhase.RECORDING && write.progress().open().equals(progress.open())) {
            phase = JobPhase.BARRED;
        } else if (phase == JobPhase.MARKING && write.progress().probation()) {
            phase = JobPhase.RESTING;
        }
        probation.written(write);
        advance();
    }

    /** If an operator has started the job anew, failures no longer count, and it is due when the record says so. */
    void refreshed(JobRecord record) {
        Progress stored = record.progress();
        boolean counted = progress.failures() > 0 || progress.lapses() > 0;
        if (counted && stored.failures() == 0 && stored.lapses() == 0) {
            progress = progress.change().failures(0).lapses(0).probation(false).done();
            dueNanos = jobs.nanosIn(record.remaining());
        }
    }

    /** E1: past the deadline what runs is interrupted. */
    void interrupt() {
        if (phase.interruptible()) {
            worker.interrupt();
        }
    }

    /** The claim is over; answers whether its worker had something in hand. */
    boolean leave() {
        boolean working = phase.interruptible() || phase == JobPhase.DECIDING;
        phase = JobPhase.GONE;
        due.cancel();
        if (working) {
            worker.interrupt();
        }
        return working;
    }

    StepKey step() {
        return work.step(progress);
    }
}
