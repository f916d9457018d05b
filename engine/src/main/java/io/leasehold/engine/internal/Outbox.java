package io.leasehold.engine.internal;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Progress;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.Optional;

/**
 * What one claim still has to write: changes pile up into one view, numbered when it leaves; one write is in flight at a time
 * (R12), and what changes meanwhile leaves with the next one.
 */
final class Outbox {
    private long revision;
    private boolean dirty;
    private boolean inFlight;
    private boolean delayInFlight;
    private boolean release;
    private Optional<Duration> delay = Optional.empty();

    Outbox(long revision) {
        this.revision = revision;
    }

    /** The number of the last write that has left, 0 before the first. */
    long revision() {
        return revision;
    }

    /** The view has changed, and perhaps the due time. */
    void change(Optional<Duration> newDelay) {
        dirty = true;
        delay = newDelay.or(() -> delay);
    }

    /** Whether a write that moves the due time isn't acknowledged yet: until then nobody knows when that is. */
    boolean delays() {
        return delay.filter(time -> !time.isZero()).isPresent() || delayInFlight;
    }

    /** The next write ends the claim. */
    void release() {
        release = true;
    }

    /** Whether the claim is being ended by its own owner. */
    boolean releasing() {
        return release;
    }

    /** Whether something isn't acknowledged yet. */
    boolean pending() {
        return dirty || inFlight;
    }

    /** The next write, if the view has changed and none is in flight. */
    Optional<Write> next(JobId job, LeaseId lease, long token, Progress view) {
        if (!dirty || inFlight) {
            return Optional.empty();
        }
        revision++;
        Write write = new Write(job, lease, token, revision, view, delay, release);
        dirty = false;
        inFlight = true;
        delayInFlight = delay.filter(time -> !time.isZero()).isPresent();
        delay = Optional.empty();
        return Optional.of(write);
    }

    /**
     * A write that leaves by itself, with its own view: nothing else leaves before it is {@link #acknowledged}, or surely not applied.
     *
     * @throws IllegalStateException if something isn't acknowledged yet
     */
    Write alone(JobId job, LeaseId lease, long token, Progress view, Optional<Duration> itsDelay) {
        if (pending()) {
            throw new IllegalStateException("a write of this claim isn't acknowledged yet");
        }
        revision++;
        inFlight = true;
        return new Write(job, lease, token, revision, view, itsDelay, false);
    }

    /** The write in flight was answered, or surely wasn't applied and never will be: its number isn't used again. */
    void acknowledged() {
        inFlight = false;
        delayInFlight = false;
    }
}
