package io.leasehold.store;

/**
 * An operator's order to one run of a job, applied only if no other command came first (R17).
 *
 * @param job which job
 * @param run which of its lives
 * @param expectedNumber the record's command number that the operator has seen
 * @param order what to do
 */
public record Command(JobId job, RunId run, long expectedNumber, Order order) {
    public Command {
        Check.between("expected command number", expectedNumber, 0, Long.MAX_VALUE);
    }

    /** What an operator can order. */
    public sealed interface Order {}

    /** Go on where the job stands: wish RUNNING, counters 0; one that was parked, failed or quarantined is READY again. */
    public record Start() implements Order {}

    /** Rest: wish STOPPED. The step in hand ends first. */
    public record Stop() implements Order {}

    /**
     * Begin anew as another run: sequence 1, no state, wish RUNNING.
     *
     * @param newRun the new run's id
     * @param evenInDoubt whether to go ahead while a step is in doubt
     */
    public record Restart(RunId newRun, boolean evenInDoubt) implements Order {}

    /**
     * Say what became of a step in doubt, so that the job can go on.
     *
     * @param sequence the open step
     * @param attempt its attempt
     * @param verdict what the operator found
     */
    public record Resolve(long sequence, int attempt, Verdict verdict) implements Order {}

    /**
     * Replace the payload; the digest of what was submitted stays.
     *
     * @param payload the new one
     */
    public record Amend(Bytes payload) implements Order {
        public Amend {
            Check.atMost("bytes of the payload", payload.size(), Limits.LARGEST.payload());
        }
    }

    /**
     * Stop a job that a person must look at: PARKED, no owner. Anybody may, for it only stops.
     *
     * @param token the record's token becomes at least this, so that no claim repeats one that was issued; at most
     *     {@link TokenFloor#HIGHEST}
     */
    public record Park(long token) implements Order {
        public Park {
            Check.between("token", token, 0, TokenFloor.HIGHEST);
        }
    }

    /**
     * Remove the job, leaving a tombstone.
     *
     * @param evenInDoubt whether to go ahead while a step is in doubt
     */
    public record Delete(boolean evenInDoubt) implements Order {}

    /** What a person found out about a step in doubt. */
    public enum Verdict {
        /** The effect happened: go on behind it. */
        DELIVERED,
        /** It did not: perform it again under the same key. */
        NOT_DELIVERED,
        /** Unknown, and not worth a repeat: go on behind it. */
        SKIP
    }
}
