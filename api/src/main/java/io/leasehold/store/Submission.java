package io.leasehold.store;

import java.time.Duration;
import java.util.Optional;

/**
 * A job to be created.
 *
 * @param id the user's name for it
 * @param type what kind of job it is
 * @param stateVersion the version in which its first state will be written
 * @param payload the operator's description
 * @param run the new run, drawn by the submitter; repeating a submission repeats the run
 * @param replaces the run whose tombstone this submission may replace; none: there must be no record at all
 * @param delay time until its first decision
 */
public record Submission(
        JobId id, String type, int stateVersion, Bytes payload, RunId run, Optional<RunId> replaces, Duration delay) {
    /** The most submissions of one call. */
    public static final int BATCH = 256;

    public Submission {
        Check.text("job type", type, Limits.NAME_CHARACTERS);
        Check.between("state version", stateVersion, 1, Integer.MAX_VALUE);
        Check.atMost("bytes of the payload", payload.size(), Limits.LARGEST.payload());
        Write.checkDelay(delay);
    }

    /** What tells this submission from another one for the same id. */
    public PayloadDigest digest() {
        return PayloadDigest.of(type, payload);
    }
}
