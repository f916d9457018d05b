package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.engine.runtime.WorkResult;
import io.leasehold.engine.runtime.Worker;
import io.leasehold.job.Confirmer.Verdict;
import io.leasehold.job.Decision;
import io.leasehold.job.DeliveryMode;
import io.leasehold.job.JobType;
import io.leasehold.job.NotPerformed;
import io.leasehold.job.Undecodable;
import io.leasehold.store.Bytes;
import io.leasehold.store.Doubt;
import io.leasehold.store.Doubt.Resolution;
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
 * The way of a claimed job's steps: rest until due, decide, record the intent, pass the gate and perform, record the outcome; and what
 * becomes of a step in doubt, by its delivery mode. It moves the job's view; its {@link ClaimedJob} has each view written, and an effect
 * starts only once the write with its intent was acknowledged.
 */
final class StepCycle {
    private final ClaimedJob claim;
    private final Jobs jobs;
    private final JobWork work;
    private final InDoubt doubt;

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
        this.progress = record.progress();
        this.dueNanos = jobs.nanosIn(record.remaining());
    }

    /** Where the job stands, written or not. */
    Progress progress() {
        return progress;
    }

    boolean resting() {
        return phase == JobPhase.RESTING;
    }

    boolean gone() {
        return phase == JobPhase.GONE;
    }

    /** Goes on, if it rests and may. */
    void advance() {
        if (phase == JobPhase.BARRED && jobs.mayRelease()) {
            letGoUnperformed();
        } else if (phase == JobPhase.BARRED && jobs.mayBegin()) {
            perform();
        } else if (phase != JobPhase.RESTING) {
            return;
        } else if (claim.stopped() || jobs.mayRelease()) {
            due.cancel();
            end(progress);
        } else if (jobs.mayBegin()) {
            resume();
        }
    }

    private void resume() {
        Optional<OpenStep> open = progress.open();
        if (open.filter(OpenStep::inDoubt).isPresent()) {
            resolve();
        } else if (rested(jobs.nanosLeft(dueNanos))) {
            if (open.isPresent()) {
                record(StepRules.attemptedAgain(progress), open.get().pace().time());
            } else {
                decide();
            }
        }
    }

    /** Whether nothing is left to wait for; otherwise the job is woken when that is so. */
    private boolean rested(Duration left) {
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
        phase = JobPhase.DECIDING;
        worker = jobs.workers()
                .submit(work.deciding(claim.payload(), progress), result -> claim.safely(() -> decided(result)));
    }

    private void decided(WorkResult<Decision> result) {
        if (phase != JobPhase.DECIDING) {
            return;
        }
        phase = JobPhase.RESTING;
        if (claim.stopped() || !jobs.mayBegin() || result instanceof WorkResult.Barred<Decision>) {
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
        doubt.intended(intent.open().orElseThrow(), jobs.nanos());
        change(intent, Optional.of(pace));
    }

    private void perform() {
        if (!doubt.repeatable(progress.open().orElseThrow(), jobs.nanos())) {
            progress = StepRules.unperformed(progress);
            tooLate();
            return;
        }
        phase = JobPhase.PERFORMING;
        jobs.lookForFreeze();
        worker = jobs.workers()
                .submit(work.performing(progress, doubt), result -> claim.safely(() -> performed(result)));
    }

    private void performed(WorkResult<Bytes> result) {
        if (phase != JobPhase.PERFORMING) {
            return;
        }
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
        rest(StepRules.performed(progress, next), delayAfterOutcome());
    }

    /** E9: only {@link NotPerformed} says that nothing happened. */
    private void ended(Throwable problem) {
        if (problem instanceof NotPerformed) {
            doubt.tried();
            failed(StepRules.notPerformed(progress, problem), problem);
            return;
        }
        if (problem instanceof Workers.Stuck) {
            jobs.tell(new EngineEvent.WorkerStuck(step(), jobs.workers().stuck()));
        }
        doubt.ended(problem, jobs.nanos());
        if (work.mode() instanceof DeliveryMode.AtMostOnce<?>) {
            resolve();
        } else {
            failed(StepRules.unresolved(progress, problem), problem);
        }
    }

    // In doubt

    /** What becomes of a step in doubt: the mode's word, in the same process exactly as after a crash. */
    private void resolve() {
        DeliveryMode<?> mode = work.mode();
        if (mode instanceof DeliveryMode.AtMostOnce<?>) {
            report(Resolution.SKIPPED, this::skip);
        } else if (!rested(leftInDoubt())) {
            return;
        } else if (mode instanceof DeliveryMode.Confirmed<?>) {
            confirm();
        } else {
            repeat();
        }
    }

    private Duration leftInDoubt() {
        Duration settles = jobs.nanosLeft(doubt.settledNanos());
        Duration waits = doubt.waitsUntilDue() ? jobs.nanosLeft(dueNanos) : Duration.ZERO;
        return settles.compareTo(waits) > 0 ? settles : waits;
    }

    /** The listener hears of it before it is written. */
    private void report(Resolution resolution, Consumer<Doubt> then) {
        phase = JobPhase.TELLING;
        Doubt entry = doubt.entry(progress, resolution);
        jobs.tell(new EngineEvent.InDoubt(step(), entry, doubt.problem()), () -> {
            if (phase == JobPhase.TELLING) {
                then.accept(entry);
            }
        });
    }

    private void skip(Doubt entry) {
        Progress skipped = StepRules.skipped(progress, entry, doubt.problem());
        Optional<Duration> delay = delayAfterOutcome();
        if (skipped.status() != Status.READY) {
            end(skipped);
            return;
        }
        rest(skipped, delay);
    }

    /** AT_LEAST_ONCE: the recorded effect once more, under the same key. */
    private void repeat() {
        OpenStep open = progress.open().orElseThrow();
        if (!doubt.repeatable(open.again(), jobs.nanos())) {
            tooLate();
        } else if (open.standing() == OpenStep.Standing.INTENDED) {
            report(
                    Resolution.REPEATED,
                    entry -> record(
                            StepRules.attemptedAgain(StepRules.doubted(progress, entry)),
                            open.pace().time()));
        } else {
            record(StepRules.attemptedAgain(progress), open.pace().time());
        }
    }

    private void tooLate() {
        end(StepRules.parked(
                progress,
                "step " + step() + " is in doubt, and its sink may have forgotten the key by now: resolve it"));
    }

    /** CONFIRMED: the sink is asked. */
    private void confirm() {
        phase = JobPhase.CONFIRMING;
        worker = jobs.workers().submit(work.confirming(progress), result -> claim.safely(() -> confirmed(result)));
    }

    private void confirmed(WorkResult<Verdict> result) {
        if (phase != JobPhase.CONFIRMING) {
            return;
        }
        phase = JobPhase.RESTING;
        if (result instanceof WorkResult.Barred<Verdict>) {
            advance();
        } else if (result instanceof WorkResult.Threw<Verdict> threw) {
            unconfirmed(threw.problem());
        } else if (result instanceof WorkResult.Done<Verdict> done) {
            follow(done.value());
        }
    }

    private void unconfirmed(Throwable problem) {
        if (problem instanceof Undecodable) {
            end(StepRules.parked(progress, problem.toString()));
            return;
        }
        doubt.tried();
        failed(StepRules.unresolved(progress, problem), problem);
    }

    private void follow(Verdict verdict) {
        switch (verdict) {
            case DELIVERED -> report(Resolution.DELIVERED, this::delivered);
            case NOT_DELIVERED -> missing(((DeliveryMode.Confirmed<?>) work.mode()).missing());
            case UNKNOWN ->
                end(StepRules.parked(
                        progress,
                        "step " + step() + " is in doubt, and its sink can't tell what became of it: resolve it"));
        }
    }

    private void delivered(Doubt entry) {
        Optional<Duration> moved = progress.open()
                .filter(step -> doubt.waitsUntilDue())
                .map(step -> doubt.paceLeft(step.pace().time(), jobs.nanos()));
        rest(StepRules.delivered(progress, entry), delayAfterOutcome().or(() -> moved));
    }

    private void missing(DeliveryMode.Confirmed.Missing then) {
        switch (then) {
            case REPEAT -> report(Resolution.NOT_DELIVERED, this::notDelivered);
            case PARK ->
                report(
                        Resolution.NOT_DELIVERED,
                        entry -> end(StepRules.parked(
                                StepRules.notDelivered(progress, entry),
                                "step " + step() + " was not delivered: start the job again to repeat it")));
            case SKIP -> report(Resolution.SKIPPED, this::skip);
        }
    }

    /** A new attempt, recorded by itself before it begins; where {@code perform} itself left the doubt, after a while. */
    private void notDelivered(Doubt entry) {
        Progress clear = StepRules.notDelivered(progress, entry);
        if (doubt.own()) {
            rest(clear, Optional.of(Backoff.ofJob(clear.failures())));
        } else if (claim.stopped() || !jobs.mayBegin()) {
            rest(clear, Optional.empty());
        } else {
            Duration pace = clear.open().orElseThrow().pace().time();
            record(StepRules.attemptedAgain(clear), pace);
        }
    }

    // The next view

    private void failed(Progress failed, Throwable problem) {
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
        progress = StepRules.unperformed(progress);
        delayed(Duration.ZERO);
        claim.release(Optional.of(Duration.ZERO));
    }

    /** A pace that counts from the outcome begins with the write that closes the step. */
    private Optional<Duration> delayAfterOutcome() {
        return progress.open()
                .map(OpenStep::pace)
                .filter(pace -> pace.from() == Pace.From.OUTCOME)
                .map(Pace::time);
    }

    private void rest(Progress to, Optional<Duration> delay) {
        phase = JobPhase.RESTING;
        change(to, delay);
        advance();
    }

    /** The last write of this claim. */
    private void end(Progress last) {
        phase = JobPhase.ENDING;
        progress = last;
        claim.release(Optional.empty());
    }

    private void change(Progress to, Optional<Duration> delay) {
        progress = to;
        delay.ifPresent(this::delayed);
        claim.change(delay);
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
        }
        advance();
    }

    /** An operator has started the job anew: failures no longer count, and it is due when the record says so. */
    void startedAnew(Duration remaining) {
        progress = progress.change().failures(0).lapses(0).done();
        dueNanos = jobs.nanosIn(remaining);
    }

    /** E1: past the deadline what runs is interrupted. */
    void interrupt() {
        if (phase == JobPhase.PERFORMING) {
            worker.interrupt();
        }
    }

    /** The claim is over; answers whether its worker had something in hand. */
    boolean leave() {
        boolean working = phase == JobPhase.PERFORMING || phase == JobPhase.DECIDING || phase == JobPhase.CONFIRMING;
        phase = JobPhase.GONE;
        due.cancel();
        if (working) {
            worker.interrupt();
        }
        return working;
    }

    private StepKey step() {
        return work.step(progress);
    }
}
