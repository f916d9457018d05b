package io.leasehold.simulator.door;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Status;
import java.util.Optional;

/**
 * What one applied write has made of a job; the records' durations are instants of the store's clock, since its epoch.
 *
 * @param before as it was, if it was there
 * @param after as it is now
 */
record JobChange(Optional<JobRecord> before, JobRecord after) {
    /** Whether it names an owner that it didn't name before, or the same one under a higher token. */
    boolean claim() {
        Optional<LeaseId> owner = after.ownership().owner();
        return owner.isPresent()
                && before.filter(job -> job.ownership().owner().equals(owner)
                                && job.ownership().token() >= after.ownership().token())
                        .isEmpty();
    }

    /** Whether it is an owner's write, and neither a claim nor an operator's command nor housekeeping. */
    boolean write() {
        return !claim()
                && before.filter(job -> job.commandNumber() == after.commandNumber())
                        .filter(job ->
                                job.ownership().token() != after.ownership().token()
                                        || job.ownership().revision()
                                                != after.ownership().revision()
                                        || !job.progress().equals(after.progress()))
                        .isPresent();
    }

    /** Whether an order set it aside. */
    boolean parked() {
        return after.progress().status() == Status.PARKED
                && before.filter(job -> job.commandNumber() < after.commandNumber())
                        .filter(job -> job.ownership().owner().isPresent()
                                || job.progress().status() != Status.PARKED)
                        .isPresent();
    }

    /** The step that is closed by it. */
    Optional<Long> closed() {
        return before.map(JobRecord::progress)
                .filter(progress -> progress.open().isPresent())
                .filter(progress ->
                        after.progress().open().isEmpty() || after.progress().sequence() > progress.sequence())
                .map(progress -> progress.sequence());
    }

    /** The attempt that is intended by it. */
    Optional<OpenStep> intent() {
        return after.progress()
                .open()
                .filter(step -> step.standing() == OpenStep.Standing.INTENDED)
                .filter(step -> before.map(JobRecord::progress)
                        .filter(progress ->
                                progress.sequence() == after.progress().sequence())
                        .flatMap(progress -> progress.open())
                        .filter(open -> open.attempt() == step.attempt())
                        .isEmpty());
    }

    /** Whether the claim is over by it. */
    boolean release() {
        return before.flatMap(job -> job.ownership().owner()).isPresent()
                && after.ownership().owner().isEmpty();
    }

    /** How long after this moment the job is due from now on; nothing: that stays as it was. */
    Optional<Long> dueInMillis(long nowMillis) {
        boolean moved =
                before.filter(job -> job.remaining().equals(after.remaining())).isEmpty();
        return moved ? Optional.of(Math.max(0, after.remaining().toMillis() - nowMillis)) : Optional.empty();
    }
}
