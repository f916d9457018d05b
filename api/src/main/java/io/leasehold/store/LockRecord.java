package io.leasehold.store;

import java.time.Duration;

/**
 * How a lock stands (R25).
 *
 * @param name which lock
 * @param token the token of its last holder; where there is no record, the namespace's token floor
 * @param standing whether it can be taken
 */
public record LockRecord(LockName name, long token, Standing standing) {

    /** Whether it can be taken by naming {@link #token}. */
    public boolean free() {
        return standing instanceof Free;
    }

    /** Whether this lease holds it under this token. */
    public boolean heldBy(LeaseId lease, long under) {
        return token == under && standing instanceof Held held && held.owner().equals(lease);
    }

    /** Whether a lock can be taken, and if not, why. */
    public sealed interface Standing {}

    /** Nobody holds it, or its holder's lease has ended; and no rest is left. */
    public record Free() implements Standing {}

    /**
     * A lease holds it that isn't known to have ended.
     *
     * @param owner which
     * @param remaining the time left of that lease on the store's clock; zero when it has lapsed, and then a survey may end it
     */
    public record Held(LeaseId owner, Duration remaining) implements Standing {}

    /**
     * It was released with a rest that isn't over.
     *
     * @param remaining how much of it is left on the store's clock
     */
    public record Resting(Duration remaining) implements Standing {}
}
