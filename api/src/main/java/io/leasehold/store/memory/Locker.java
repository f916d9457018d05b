package io.leasehold.store.memory;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoredLock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The locks of R25. */
final class Locker {
    private final Records records;
    private final long now;

    Locker(Records records, long now) {
        this.records = records;
        this.now = now;
    }

    LockRecord find(LockName name) {
        StoredLock lock = stored(name);
        return lock.read(lock.owner().flatMap(this::timeLeft), now);
    }

    LockRecord take(LockName name, LeaseId lease, long token) {
        LockRecord found = find(name);
        if (found.free() && found.token() == token && living(lease)) {
            records.keep(stored(name).takenBy(lease, now));
        }
        return find(name);
    }

    LockRecord release(LockName name, LeaseId lease, long token, Duration rest) {
        StoredLock lock = stored(name);
        if (lock.names(lease, token) && living(lease)) {
            records.keep(lock.released(rest, now));
        }
        return find(name);
    }

    private StoredLock stored(LockName name) {
        @Nullable StoredLock lock = records.locks.get(name);
        return lock == null ? StoredLock.absent(name, records.floor.token()) : lock;
    }

    private boolean living(LeaseId id) {
        @Nullable Lease lease = records.leases.get(id);
        return lease != null && lease.live();
    }

    /** R6: nothing only for an owner whose ended record is there. */
    private Optional<Duration> timeLeft(LeaseId owner) {
        @Nullable Lease lease = records.leases.get(owner);
        if (lease == null) {
            return Optional.of(Duration.ZERO);
        }
        return lease.state(now) instanceof LeaseState.Live live ? Optional.of(live.remaining()) : Optional.empty();
    }
}
