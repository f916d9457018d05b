package io.leasehold.store;

/**
 * A step that was in doubt, and what became of it.
 *
 * @param sequence the step's number within its run
 * @param attempt which attempt was in doubt
 * @param cause how the doubt arose
 * @param resolution what became of the step
 */
public record Doubt(long sequence, int attempt, Cause cause, Resolution resolution) {
    public Doubt {
        Check.between("sequence", sequence, 1, Long.MAX_VALUE);
        Check.between("attempt", attempt, 1, Integer.MAX_VALUE);
    }

    /** How a doubt arose. */
    public enum Cause {
        /** The owner stopped, or lost the claim, between the step's intent and its outcome. */
        OWNER_GONE,
        /** {@code perform} ended otherwise than performed or not performed: exception, time-out, interrupt. */
        PERFORM_ENDED
    }

    /** What became of a step in doubt. */
    public enum Resolution {
        /** The job went on without repeating it: the effect may be missing. */
        SKIPPED,
        /** It is known to have happened. */
        DELIVERED,
        /** It is known not to have happened; a new attempt may follow. */
        NOT_DELIVERED,
        /** It was performed again under the same key. */
        REPEATED
    }
}
