package io.leasehold.engine.internal;

import io.leasehold.engine.EngineSettings;
import io.leasehold.job.DeliveryMode;
import io.leasehold.store.Doubt;
import io.leasehold.store.JobRecord;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * What one claim knows of its open step should that be in doubt: how the doubt arose, from when on it can be resolved, and until when the
 * step may be repeated. Times are this process's monotonic nanoseconds, each taken so that it errs on the safe side: an age counts from
 * before the question was sent that it answers. Read by workers, written by the loop.
 */
final class InDoubt {
    private final DeliveryMode<?> mode;
    private final Duration settleDelay;
    private final Duration reserve;
    private long settledNanos;
    private volatile long bornNanos;
    private long intendedNanos;
    private Doubt.Cause cause = Doubt.Cause.OWNER_GONE;
    private Optional<Throwable> problem = Optional.empty();
    private boolean tried;

    private InDoubt(DeliveryMode<?> mode, Duration settleDelay, EngineSettings settings, long nowNanos, Duration age) {
        this.mode = mode;
        this.settleDelay = settleDelay;
        this.reserve = settings.settleDelay();
        this.settledNanos = nowNanos + settleDelay.toNanos();
        this.intendedNanos = nowNanos - age.toNanos();
        this.bornNanos = intendedNanos - settings.callTimeout().toNanos();
    }

    /** As a claim brings it. The answer may be as old as a call may take. */
    static InDoubt of(DeliveryMode<?> mode, JobRecord record, long nowNanos, EngineSettings settings) {
        Duration settle = mode instanceof DeliveryMode.Confirmed<?> confirmed
                ? confirmed.settleDelay().orElse(settings.settleDelay())
                : Duration.ZERO;
        return new InDoubt(mode, settle, settings, nowNanos, record.intentAge().orElse(Duration.ZERO));
    }

    /** The intent of a step leaves: its age begins, unless an earlier attempt is in doubt, whose age it keeps. */
    void intended(OpenStep step, long nowNanos) {
        if (!step.doubted()) {
            bornNanos = nowNanos;
        }
        intendedNanos = nowNanos;
        cause = Doubt.Cause.OWNER_GONE;
        problem = Optional.empty();
    }

    /** {@code perform} ended so, in this claim: the step is in doubt. */
    void ended(Throwable how, long nowNanos) {
        cause = Doubt.Cause.PERFORM_ENDED;
        problem = Optional.of(how);
        settledNanos = nowNanos + settleDelay.toNanos();
        tried = true;
    }

    /** This claim has tried, and found nothing out. */
    void tried() {
        tried = true;
    }

    /** Whether the doubt arose in this claim. */
    boolean own() {
        return cause == Doubt.Cause.PERFORM_ENDED;
    }

    /** Whether the next try waits until the job is due; a predecessor's step is resolved without waiting for that. */
    boolean waitsUntilDue() {
        return tried;
    }

    Optional<Throwable> problem() {
        return problem;
    }

    /** From when on the sink may be asked: a request that was sent at the last moment has had its time. */
    long settledNanos() {
        return settledNanos;
    }

    /** Whether a repeat that begins now surely reaches the sink while that knows the key. Any thread. */
    boolean repeatable(OpenStep step, long nowNanos) {
        if (step.doubted() && mode instanceof DeliveryMode.AtLeastOnce<?> repeating) {
            return repeating
                    .window()
                    .map(window -> Duration.ofNanos(nowNanos - bornNanos).compareTo(window.minus(reserve)) <= 0)
                    .orElse(true);
        }
        return true;
    }

    /**
     * What is left of a pace that counts from the intent: tries, a predecessor's too, move the due time. Never too short: what the claim
     * brought is counted from its answer on.
     */
    Duration paceLeft(Duration pace, long nowNanos) {
        Duration left = pace.minusNanos(nowNanos - intendedNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The entry in the job's record. */
    Doubt entry(Progress progress, Doubt.Resolution resolution) {
        return new Doubt(progress.sequence(), progress.open().orElseThrow().attempt(), cause, resolution);
    }
}
