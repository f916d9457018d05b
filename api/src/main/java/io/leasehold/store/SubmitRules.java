package io.leasehold.store;

import java.util.Optional;

/**
 * The judgement of R16 as pure functions, for stores that judge in Java and then create the job on the condition that what they
 * judged is still there.
 */
public final class SubmitRules {
    private SubmitRules() {}

    /** Where the id has a job. */
    public static SubmitAnswer judge(Submission job, StoredJob present) {
        return present(job, present.record().run(), present.digest(), false);
    }

    /**
     * Where the id has a tombstone.
     *
     * @return the answer that ends the matter without a change, or nothing: the job is to replace the tombstone
     */
    public static Optional<SubmitAnswer> judge(Submission job, Tombstone tombstone) {
        boolean replaces = job.replaces().equals(Optional.of(tombstone.run()))
                && !job.run().equals(tombstone.run());
        return replaces ? Optional.empty() : Optional.of(present(job, tombstone.run(), tombstone.digest(), true));
    }

    /**
     * Where the id has nothing.
     *
     * @return the answer that ends the matter without a change, or nothing: the job is to be created
     */
    public static Optional<SubmitAnswer> judge(Submission job) {
        return job.replaces().map(run -> new SubmitAnswer.Other(run, true));
    }

    private static SubmitAnswer present(Submission job, RunId run, PayloadDigest digest, boolean deleted) {
        return run.equals(job.run()) || digest.equals(job.digest())
                ? new SubmitAnswer.Same(run, deleted)
                : new SubmitAnswer.Other(run, deleted);
    }
}
