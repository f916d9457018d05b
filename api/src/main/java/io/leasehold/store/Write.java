package io.leasehold.store;

import java.time.Duration;
import java.util.Optional;

/**
 * One change by an owner to its job: intent, outcome, failure, release, finish, hand-over and quarantine are all values of it. It
 * is the owner's complete view, never a delta, and one (token, revision) has one content, so it may be repeated (R12).
 *
 * @param job which job
 * @param owner the writer's lease
 * @param token the token of the writer's claim
 * @param revision this write's number within the claim, from 1
 * @param progress the owner's part of the record from now on
 * @param delay what becomes of the due time: from now by the store's clock (R15); none keeps it
 * @param release whether the claim ends with this write; always so when the status is no longer READY
 */
public record Write(
        JobId job,
        LeaseId owner,
        long token,
        long revision,
        Progress progress,
        Optional<Duration> delay,
        boolean release) {
    /** The longest delay: a hundred years. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(36_525);

    public Write {
        Check.between("token", token, 1, Long.MAX_VALUE);
        Check.between("revision", revision, 1, Long.MAX_VALUE);
        delay.ifPresent(Write::checkDelay);
        if (!release && progress.status() != Status.READY) {
            throw new IllegalArgumentException(
                    "a write that leaves the job " + progress.status() + " must release it, but doesn't");
        }
    }

    static void checkDelay(Duration delay) {
        Check.notNegative("delay", delay);
        if (delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("delay must be at most " + LONGEST_DELAY + ", but is " + delay);
        }
    }
}
