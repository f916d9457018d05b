package io.leasehold.store.memory;

import io.leasehold.store.ClaimRules;
import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.Optional;

/**
 * A lease as this store keeps it, its times as instants of the store's clock, in epoch milliseconds.
 *
 * @param id which lease
 * @param label its instance's name for people
 * @param load what its instance last reported of itself
 * @param heardAt when it was last renewed, or granted
 * @param endsAt when it lapses
 * @param lastClaim the number of its last claim; 0 before the first
 * @param ended how it ended; none: it is live
 * @param endedAt when it ended; 0 before that
 * @param drained whether housekeeping found that no job names it any more
 */
public record Lease(
        LeaseId id,
        String label,
        Load load,
        long heardAt,
        long endsAt,
        long lastClaim,
        Optional<LeaseEnd> ended,
        long endedAt,
        boolean drained) {

    static Lease granted(LeaseId id, String label, long now, Duration ttl) {
        return new Lease(id, label, Load.NONE, now, now + ttl.toMillis(), 0, Optional.empty(), 0, false);
    }

    /** R6: the ended record of a lease of which there was none. */
    static Lease buried(LeaseId id, long now) {
        return granted(id, "buried", now, Duration.ZERO).ended(LeaseEnd.LOST, now);
    }

    /** Whether it hasn't been ended, lapsed or not. */
    public boolean live() {
        return ended.isEmpty();
    }

    /** Whether it is live and its time has passed. */
    public boolean lapsed(long now) {
        return live() && endsAt <= now;
    }

    LeaseState state(long now) {
        return live() ? new LeaseState.Live(Duration.ofMillis(Math.max(0, endsAt - now))) : new LeaseState.Ended();
    }

    Lease renewed(Duration extension, Load reported, long now) {
        return new Lease(id, label, reported, now, now + extension.toMillis(), lastClaim, ended, endedAt, drained);
    }

    /** The same with this as the number of its last claim. */
    public Lease claiming(long number) {
        return new Lease(id, label, load, heardAt, endsAt, number, ended, endedAt, drained);
    }

    /** R4: the first end stands. */
    public Lease ended(LeaseEnd how, long now) {
        return live() ? new Lease(id, label, load, heardAt, endsAt, lastClaim, Optional.of(how), now, drained) : this;
    }

    /** The same, marked so. */
    public Lease drained(boolean mark) {
        return new Lease(id, label, load, heardAt, endsAt, lastClaim, ended, endedAt, mark);
    }

    /** When the store last knew the instance at work: its last renewal, or its orderly end. */
    private long lastSeen() {
        return ended.equals(Optional.of(LeaseEnd.CLEAN)) ? endedAt : heardAt;
    }

    EndedLease asEnded() {
        return new EndedLease(id, label, howEnded(), load);
    }

    /** The lease as the former owner of what is taken from it; only of an ended one. */
    public ClaimRules.Former asFormer() {
        return new ClaimRules.Former(id, howEnded(), lastSeen());
    }

    private LeaseEnd howEnded() {
        return ended.orElseThrow(() -> new IllegalStateException("lease " + id + " is live"));
    }
}
