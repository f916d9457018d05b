package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import io.leasehold.job.Decision;
import io.leasehold.job.JobType;
import io.leasehold.job.NotPerformed;
import io.leasehold.job.Undecodable;
import io.leasehold.store.Bytes;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Status;
import io.leasehold.store.StepKey;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claim: a job in this engine's hands, from its claim to its acknowledged end. It goes round: rest until due, decide, record the
 * intent, pass the gate and perform, record the outcome. Every change of its view is offered to the {@link WriteQueue}; one write is
 * in flight at a time, and an effect starts only once the write with its intent was acknowledged.
 */
final class ClaimedJob {
    private final Jobs jobs;
    private final JobWork work;
    private final JobId id;
    private final RunId run;
    private final LeaseId lease;
    private final long token;
    private final Outbox outbox;

    private Bytes payload;
    private Wish wish;
    private long commandNumber;
    private Progress progress;
    private JobPhase phase = JobPhase.RESTING;
    private boolean refreshing;
    private long dueNanos;
    private Timer due = () -> {};
    private Worker worker = () -> {};

    ClaimedJob(Jobs jobs, JobType<?, ?, ?> type, JobRecord record, LeaseId lease) {
        this.jobs = jobs;
        this.id = record.id();
        this.run = record.run();
        this.lease = lease;
        this.token = record.ownership().token();
        this.work = new JobWork(jobs, type, record, lease);
        this.outbox = new Outbox(record.ownership().revision());
        this.payload = record.payload();
        this.wish = record.wish();
        this.commandNumber = record.commandNumber();
        this.progress = record.progress();
        this.dueNanos = jobs.nanosIn(record.remaining());
    }

    JobId id() {
        return id;
    }

    long token() {
        return token;
    }

    /** What its next write weighs. */
    long bytes() {
        return progress.bytes();
    }

    boolean gone() {
        return phase == JobPhase.GONE;
    }

    /** Whether a step, or a write, is in hand that a shutdown has to wait for. */
    boolean busy() {
        return outbox.pending() || (phase != JobPhase.RESTING && phase != JobPhase.GONE);
    }

    /** Goes on, if it rests and may. */
    void advance() {
        if (phase == JobPhase.BARRED && jobs.mayRelease()) {
            letGoUnperformed();
        } else if (phase == JobPhase.BARRED && jobs.mayBegin()) {
            perform();
        } else if (phase != JobPhase.RESTING) {
            return;
        } else if (wish == Wish.STOPPED || jobs.mayRelease()) {
            due.cancel();
            end(progress);
        } else if (jobs.mayBegin()) {
            resume();
        }
    }

    private void resume() {
        Optional<OpenStep> open = progress.open();
        if (open.filter(OpenStep::inDoubt).isPresent()) {
            doubt(Doubt.Cause.OWNER_GONE, Optional.empty());
        } else if (outbox.delays()) {
            return;
        } else if (jobs.nanosLeft(dueNanos).isZero()) {
            if (open.isPresent()) {
                record(StepRules.attemptedAgain(progress), open.get().pace().time());
            } else {
                decide();
            }
        } else {
            due.cancel();
            due = jobs.wakeIn(jobs.nanosLeft(dueNanos), () -> jobs.safely(this, this::advance));
        }
    }

    private void decide() {
        phase = JobPhase.DECIDING;
        worker = jobs.workers()
                .submit(work.deciding(payload, progress), result -> jobs.safely(this, () -> decided(result)));
    }

    private void decided(WorkResult<Decision> result) {
        if (phase != JobPhase.DECIDING) {
            return;
        }
        phase = JobPhase.RESTING;
        if (wish == Wish.STOPPED || !jobs.mayBegin() || result instanceof WorkResult.Barred<Decision>) {
            advance();
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
            record(
                    StepRules.intended(progress, step, work.version()),
                    step.pace().time());
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

    private void record(Progress intent, Duration pace) {
        phase = JobPhase.RECORDING;
        change(intent, Optional.of(pace));
    }

    private void perform() {
        phase = JobPhase.PERFORMING;
        jobs.lookForFreeze();
        worker = jobs.workers().submit(work.performing(progress), result -> jobs.safely(this, () -> performed(result)));
    }

    private void performed(WorkResult<Bytes> result) {
        if (phase != JobPhase.PERFORMING) {
            return;
        }
        if (result instanceof WorkResult.Barred<Bytes>) {
            phase = JobPhase.BARRED;
            jobs.barred(this);
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
            String why = unusable.orElse("no state was made of the sink's answer");
            doubt(Doubt.Cause.PERFORM_ENDED, Optional.of(new IllegalStateException(why)));
            return;
        }
        phase = JobPhase.RESTING;
        Optional<Duration> delay = delayAfterOutcome();
        change(StepRules.performed(progress, next), delay);
        advance();
    }

    /** E9: only {@link NotPerformed} says that nothing happened. */
    private void ended(Throwable problem) {
        if (problem instanceof NotPerformed) {
            failed(StepRules.notPerformed(progress, problem), problem);
            return;
        }
        if (problem instanceof Workers.Stuck) {
            jobs.tell(new EngineEvent.WorkerStuck(step(), jobs.workers().stuck()));
        }
        doubt(Doubt.Cause.PERFORM_ENDED, Optional.of(problem));
    }

    /** AT_MOST_ONCE: told, then skipped. */
    private void doubt(Doubt.Cause cause, Optional<Throwable> problem) {
        phase = JobPhase.TELLING;
        Doubt doubt = new Doubt(
                progress.sequence(), progress.open().orElseThrow().attempt(), cause, Doubt.Resolution.SKIPPED);
        jobs.tell(new EngineEvent.InDoubt(step(), doubt, problem), () -> {
            if (phase == JobPhase.TELLING) {
                skip(doubt, problem);
            }
        });
    }

    private void skip(Doubt doubt, Optional<Throwable> problem) {
        Progress skipped = StepRules.skipped(progress, doubt, problem);
        Optional<Duration> delay = delayAfterOutcome();
        if (skipped.status() != Status.READY) {
            end(skipped);
            return;
        }
        phase = JobPhase.RESTING;
        change(skipped, delay);
        advance();
    }

    private void failed(Progress failed, Throwable problem) {
        jobs.tell(new EngineEvent.Retrying(step(), failed.failures(), problem));
        if (failed.status() != Status.READY) {
            end(failed);
            return;
        }
        phase = JobPhase.RESTING;
        change(failed, Optional.of(Backoff.ofJob(failed.failures())));
        advance();
    }

    /** The gate was closed and the claim is handed back: this attempt surely never began. */
    private void letGoUnperformed() {
        OpenStep open = progress.open().orElseThrow();
        phase = JobPhase.ENDING;
        outbox.release();
        change(progress.change().open(Optional.of(open.notPerformed())).done(), Optional.of(Duration.ZERO));
    }

    /** A pace that counts from the outcome begins with the write that closes the step. */
    private Optional<Duration> delayAfterOutcome() {
        return progress.open()
                .map(OpenStep::pace)
                .filter(pace -> pace.from() == Pace.From.OUTCOME)
                .map(Pace::time);
    }

    /** The last write of this claim. */
    private void end(Progress last) {
        phase = JobPhase.ENDING;
        outbox.release();
        change(last, Optional.empty());
    }

    private void change(Progress to, Optional<Duration> delay) {
        progress = to;
        delay.ifPresent(time -> dueNanos = jobs.nanosIn(time));
        outbox.change(delay);
        jobs.writes().offer(this);
    }

    /** The write to be sent now, if one is due and none in flight. */
    Optional<Write> nextWrite() {
        if (gone()) {
            return Optional.empty();
        }
        return outbox.next(id, lease, token, progress);
    }

    /** The write leaves now, perhaps once more: the store counts its delay from when it applies it (R15). */
    void sending(Write write) {
        write.delay().ifPresent(delay -> dueNanos = jobs.nanosIn(delay));
    }

    /** The store's word on the write in flight. */
    void written(Write write, WriteAnswer answer, boolean repeated) {
        if (gone()) {
            return;
        }
        if (answer instanceof WriteAnswer.Applied applied) {
            applied(write, applied);
        } else if (answer instanceof WriteAnswer.Fenced && write.release() && repeated) {
            leave();
            jobs.ended(this, write.progress());
        } else if (answer instanceof WriteAnswer.Fenced) {
            jobs.lost(this, LossReason.FENCED);
        } else if (answer instanceof WriteAnswer.Regressed regressed) {
            jobs.regressed(this, regressed.loss());
        } else {
            jobs.misunderstood(this, write, answer);
        }
    }

    private void applied(Write write, WriteAnswer.Applied applied) {
        outbox.acknowledged();
        if (write.release()) {
            leave();
            jobs.ended(this, write.progress());
            return;
        }
        heard(applied.wish(), applied.commandNumber());
        if (outbox.pending()) {
            jobs.writes().offer(this);
        }
        if (phase == JobPhase.RECORDING && write.progress().open().equals(progress.open())) {
            phase = JobPhase.BARRED;
        }
        advance();
    }

    private void heard(Wish newWish, long number) {
        wish = newWish;
        if (number != commandNumber && !refreshing) {
            refreshing = true;
            jobs.refresh(this);
        }
    }

    /** The operator's part as the store has it now (R14). */
    void refreshed(JobRecord record) {
        refreshing = false;
        if (gone() || !record.ownership().is(lease, token)) {
            return;
        }
        wish = record.wish();
        commandNumber = record.commandNumber();
        payload = record.payload();
        if (phase == JobPhase.RESTING
                && progress.failures() > 0
                && record.progress().failures() == 0
                && !outbox.pending()) {
            progress = progress.change().failures(0).lapses(0).done();
            dueNanos = jobs.nanosIn(record.remaining());
        }
        advance();
    }

    /** E1: past the deadline what runs is interrupted. */
    void interrupt() {
        if (phase == JobPhase.PERFORMING) {
            worker.interrupt();
        }
    }

    /** The claim is over; answers whether its worker had something in hand. */
    boolean leave() {
        boolean working = phase == JobPhase.PERFORMING || phase == JobPhase.DECIDING;
        phase = JobPhase.GONE;
        due.cancel();
        if (working) {
            worker.interrupt();
        }
        return working;
    }

    RunId run() {
        return run;
    }

    private StepKey step() {
        return work.step(progress);
    }
}
