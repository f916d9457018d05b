package io.leasehold.store;

/**
 * A step's identity, the same under every owner: its text {@code job/run/sequence} is the idempotency key that a sink may honour.
 *
 * @param job whose step
 * @param run in which of the job's lives
 * @param sequence its number within the run, from 1
 */
public record StepKey(JobId job, RunId run, long sequence) {
    public StepKey {
        Check.between("sequence", sequence, 1, Long.MAX_VALUE);
    }

    /** The idempotency key. */
    @Override
    public String toString() {
        return job + "/" + run + "/" + sequence;
    }
}
