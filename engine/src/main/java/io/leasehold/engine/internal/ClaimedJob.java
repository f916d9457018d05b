package io.leasehold.engine.internal;

import io.leasehold.engine.EngineEvent.LossReason;
import io.leasehold.job.JobType;
import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.store.WriteRules;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claim: a job in this engine's hands, from its claim to its acknowledged end. Its {@link StepCycle} moves the job; every change of
 * its view is offered to the {@link WriteQueue}, one write in flight at a time, and the store's answers bring the operator's wish.
 */
final class ClaimedJob {
    private final Jobs jobs;
    private final JobId id;
    private final RunId run;
    private final String type;
    private final LeaseId lease;
    private final long token;
    private final long adoptedAt;
    private final Outbox outbox;
    private final StepCycle cycle;

    private @Nullable Bytes payload;
    private Wish wish;
    private long commandNumber;
    private boolean refreshing;
    private boolean missed;
    private long weight;
    private boolean leaving;
    private boolean unreadable;

    ClaimedJob(Jobs jobs, JobType<?, ?, ?> type, JobRecord record, LeaseId lease) {
        this.jobs = jobs;
        this.id = record.id();
        this.run = record.run();
        this.type = record.type();
        this.lease = lease;
        this.token = record.ownership().token();
        this.adoptedAt = jobs.lastQuestion();
        this.outbox = new Outbox(record.ownership().revision());
        this.payload = record.payload();
        this.wish = record.wish();
        this.commandNumber = record.commandNumber();
        this.cycle = new StepCycle(this, jobs, type, record, lease);
    }

    JobId id() {
        return id;
    }

    RunId run() {
        return run;
    }

    long token() {
        return token;
    }

    /** Whether the claim was held already when this question was asked. */
    boolean heldBefore(long question) {
        return question > adoptedAt;
    }

    /** What its next write weighs. */
    long bytes() {
        return cycle.progress().bytes();
    }

    boolean gone() {
        return cycle.gone();
    }

    /** Whether a step, or a write, is in hand that a shutdown has to wait for. */
    boolean busy() {
        return outbox.pending() || (!cycle.resting() && !gone());
    }

    /** The claim has just brought it. */
    void adopted() {
        cycle.adopted();
    }

    /** Goes on, if it rests and may. */
    void advance() {
        cycle.advance();
    }

    // E5

    String type() {
        return type;
    }

    int stateVersion() {
        return cycle.progress().stateVersion();
    }

    /** Whether nothing is in hand, and no step is open. */
    boolean restsBetweenSteps() {
        return cycle.restsBetweenSteps() && !outbox.pending();
    }

    /** How long until it is due. */
    Duration untilDue() {
        return cycle.untilDue();
    }

    /** It is handed over: now, or once its step in hand is written. */
    void handOver() {
        leaving = true;
        jobs.safely(this, this::advance);
    }

    /** Whether it is being handed over. */
    boolean leaving() {
        return leaving;
    }

    // What its cycle needs

    Bytes payload() {
        return Objects.requireNonNull(payload, "a shelved job decides nothing");
    }

    /** It is at a version that this engine can't read: it goes back as it came. */
    void handBack() {
        unreadable = true;
    }

    /** Whether it is to rest: the operator wants it to, or it is not one for this engine. */
    boolean stopped() {
        return unreadable || wish == Wish.STOPPED;
    }

    /** Whether a write that moves the due time isn't acknowledged yet. */
    boolean delays() {
        return outbox.delays();
    }

    /** Whether its owner is ending it. */
    boolean releasing() {
        return outbox.releasing();
    }

    /** Whether something isn't acknowledged yet. */
    boolean pending() {
        return outbox.pending();
    }

    /** A write that leaves by itself and not through the queue; {@link #written} or {@link #withdrawn} tells what became of it. */
    Write alone(Progress view, Optional<Duration> delay) {
        return outbox.alone(id, lease, token, view, delay);
    }

    /** That write surely wasn't applied, and never will be. */
    void withdrawn() {
        outbox.acknowledged();
    }

    void safely(Runnable step) {
        jobs.safely(this, step);
    }

    /** The view has changed, and perhaps the due time. */
    void change(Optional<Duration> delay) {
        outbox.change(delay);
        jobs.writes().offer(this);
    }

    /** The view as it is now is the last one of this claim. */
    void release(Optional<Duration> delay) {
        outbox.release();
        change(delay);
    }

    // Its writes

    /** The write to be sent now, if one is due and none in flight. */
    Optional<Write> nextWrite() {
        if (gone()) {
            return Optional.empty();
        }
        if (cycle.shelved()) {
            throw new IllegalStateException("a shelved job's view is in the store alone and can't be written");
        }
        return outbox.next(id, lease, token, cycle.progress());
    }

    /** The write leaves now, perhaps once more. */
    void sending(Write write) {
        write.delay().ifPresent(cycle::delayed);
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
            fenced();
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
        cycle.written(write);
    }

    private void fenced() {
        jobs.lost(this, LossReason.FENCED);
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
        if (gone()
                || !record.ownership().is(lease, token)
                || otherRun(record)
                || record.commandNumber() < commandNumber) {
            return;
        }
        boolean asWritten = record.ownership().revision() == outbox.revision();
        if (cycle.shelved() && !cycle.fetching() && asWritten) {
            unshelved(record);
            return;
        }
        operators(record);
        if (cycle.resting() && !outbox.pending()) {
            cycle.refreshed(record);
        }
        advance();
    }

    /** The store lost the run of this claim, with its token: it has given that to another run, which is not ours to write. */
    private boolean otherRun(JobRecord record) {
        boolean other = record.ownership().token() == token && !record.run().equals(run);
        if (other) {
            jobs.regressed(this, WriteAnswer.Loss.TOKEN_GIVEN_TWICE);
        }
        return other;
    }

    private void operators(JobRecord record) {
        wish = record.wish();
        commandNumber = record.commandNumber();
        payload = cycle.shelved() ? null : record.payload();
    }

    // On the shelf

    /** Whether it rests so long, and memory is so scarce, that payload and state stay in the store alone; then they do. */
    boolean shelves(Duration rest) {
        weigh(payload().size() + bytes());
        if (outbox.pending() || refreshing || !jobs.shelf().wants(rest)) {
            return false;
        }
        payload = null;
        weigh(0);
        return true;
    }

    private void weigh(long bytes) {
        jobs.shelf().weigh(bytes - weight);
        weight = bytes;
    }

    /** What the store has of a shelved job, judged as this claim's next write would be (R11). */
    void fetched(Optional<JobRecord> found) {
        if (gone() || !cycle.fetching()) {
            return;
        } else if (found.isEmpty()) {
            absent();
            return;
        }
        JobRecord record = found.get();
        if (otherRun(record)) {
            return;
        }
        long last = outbox.revision();
        Write next = new Write(id, lease, token, last + 1, record.progress(), Optional.empty(), true);
        Optional<WriteAnswer> verdict = WriteRules.judge(next, record);
        if (verdict.isEmpty() && record.ownership().revision() == last) {
            unshelved(record);
        } else if (verdict.filter(WriteAnswer.Fenced.class::isInstance).isPresent()) {
            fenced();
        } else if (verdict.isPresent() && verdict.get() instanceof WriteAnswer.Regressed regressed) {
            jobs.regressed(this, regressed.loss());
        } else {
            jobs.misread(this, last, record.ownership().revision());
        }
    }

    /** A tombstone is no job either: only under a lease that is proven once more has the store lost it (R17). */
    private void absent() {
        if (missed) {
            jobs.regressed(this, WriteAnswer.Loss.NO_RECORD);
        } else {
            missed = true;
            cycle.notFound();
        }
    }

    private void unshelved(JobRecord record) {
        missed = false;
        cycle.fetched(record);
        operators(record);
        advance();
    }

    /** E1: past the deadline what runs is interrupted. */
    void interrupt() {
        cycle.interrupt();
    }

    /** The claim is over; answers whether its worker had something in hand. */
    boolean leave() {
        weigh(0);
        return cycle.leave();
    }
}
