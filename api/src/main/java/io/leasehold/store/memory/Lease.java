package io.leasehold.store.memory;

import io.leasehold.store.ClaimRules;
import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One lease record. Not thread-safe: its store locks. */
final class Lease {
    final LeaseId id;
    final String label;
    Load load = Load.NONE;
    long heardAt;
    long endsAt;
    long lastClaim;
    boolean drained;

    @Nullable
    LeaseEnd ended;

    long endedAt;

    Lease(LeaseId id, String label, long now, Duration ttl) {
        this.id = id;
        this.label = label;
        this.heardAt = now;
        this.endsAt = now + ttl.toMillis();
    }

    boolean live() {
        return ended == null;
    }

    boolean lapsed(long now) {
        return live() && endsAt <= now;
    }

    LeaseState state(long now) {
        return live() ? new LeaseState.Live(Duration.ofMillis(Math.max(0, endsAt - now))) : new LeaseState.Ended();
    }

    /** R4: the first end stands. */
    void end(LeaseEnd how, long now) {
        if (live()) {
            ended = how;
            endedAt = now;
        }
    }

    /** When the store last knew the instance at work: its last renewal, or its orderly end. */
    private long lastSeen() {
        return ended == LeaseEnd.CLEAN ? endedAt : heardAt;
    }

    EndedLease asEnded() {
        return new EndedLease(id, label, howEnded(), load);
    }

    ClaimRules.Former asFormer() {
        return new ClaimRules.Former(id, howEnded(), lastSeen());
    }

    private LeaseEnd howEnded() {
        LeaseEnd how = ended;
        if (how == null) {
            throw new IllegalStateException("lease " + id + " is live");
        }
        return how;
    }
}
