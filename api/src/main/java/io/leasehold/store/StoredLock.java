package io.leasehold.store;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock as a store keeps it, with its times as instants of the store's clock, in epoch milliseconds, and what R25 makes of it, as pure
 * functions. For stores that judge in Java.
 *
 * @param name which lock
 * @param token the token of its last holder
 * @param owner the lease that holds it, if any
 * @param dueAt when its rest is over; 0 unless it was released with one
 * @param changedAt when it was last taken, released or cleared; 0 where there is no record
 */
public record StoredLock(LockName name, long token, Optional<LeaseId> owner, long dueAt, long changedAt) {

    /** What a name is of which there is no record: free, at the namespace's token floor. */
    public static StoredLock absent(LockName name, long floor) {
        return new StoredLock(name, floor, Optional.empty(), 0, 0);
    }

    /**
     * How it stands.
     *
     * @param ownersTime the time left of its owner's lease; none if nobody owns it or the owner's ended record is there; zero for an
     *     owner of which there is no record, which isn't known to be dead (R6)
     */
    public LockRecord read(Optional<Duration> ownersTime, long now) {
        return new LockRecord(name, token, standing(ownersTime, now));
    }

    private LockRecord.Standing standing(Optional<Duration> ownersTime, long now) {
        if (owner.isPresent() && ownersTime.isPresent()) {
            return new LockRecord.Held(owner.get(), ownersTime.get());
        }
        return dueAt > now ? new LockRecord.Resting(Duration.ofMillis(dueAt - now)) : new LockRecord.Free();
    }

    /** Whether this lease holds it under this token, ended or not. */
    public boolean names(LeaseId lease, long under) {
        return token == under && owner.filter(lease::equals).isPresent();
    }

    /** Under its new owner, with the next token. */
    public StoredLock takenBy(LeaseId lease, long now) {
        return new StoredLock(name, token + 1, Optional.of(lease), 0, now);
    }

    /** Without an owner, the token kept; nobody takes it until the rest is over. */
    public StoredLock released(Duration rest, long now) {
        return new StoredLock(name, token, Optional.empty(), rest.isZero() ? 0 : now + rest.toMillis(), now);
    }
}
