package io.leasehold.store.memory;

import io.leasehold.store.JobRecord;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Ownership;
import io.leasehold.store.PayloadDigest;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.Write;
import java.time.Duration;
import java.util.Optional;

/**
 * A job with its times as instants of the store's clock.
 *
 * @param record the job; its own durations mean nothing here
 * @param digest of the payload as submitted
 * @param dueAt when its next decision is due
 * @param intentAt when the open attempt's intent was applied
 * @param finishedAt when its run ended
 */
record StoredJob(JobRecord record, PayloadDigest digest, long dueAt, long intentAt, long finishedAt) {

    JobRecord read(long now) {
        Optional<Duration> age = record.progress().open().map(step -> Duration.ofMillis(Math.max(0, now - intentAt)));
        return record.timed(Duration.ofMillis(Math.max(0, dueAt - now)), age);
    }

    StoredJob with(JobRecord other) {
        return new StoredJob(other, digest, dueAt, intentAt, finishedAt);
    }

    StoredJob dueAt(long other) {
        return new StoredJob(record, digest, other, intentAt, finishedAt);
    }

    /** R12, R15: the owner's part replaced, the clock's part moved. */
    StoredJob written(Write write, long now) {
        Progress before = record.progress();
        Progress after = write.progress();
        JobRecord moved = record.advanced(after).ownedAs(ownership(write));
        long due = write.delay().map(delay -> now + delay.toMillis()).orElse(dueAt);
        boolean ends = after.status() == Status.FINISHED && before.status() != Status.FINISHED;
        return new StoredJob(moved, digest, due, sameAttempt(before, after) ? intentAt : now, ends ? now : finishedAt);
    }

    private Ownership ownership(Write write) {
        var written = new Ownership(
                record.ownership().owner(),
                write.token(),
                write.revision(),
                record.ownership().claimNumber());
        return write.release() ? written.released() : written;
    }

    private static boolean sameAttempt(Progress before, Progress after) {
        return before.sequence() == after.sequence()
                && before.open().map(OpenStep::attempt).equals(after.open().map(OpenStep::attempt));
    }
}
