package io.leasehold.store.record;

import io.leasehold.store.Bytes;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoredLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * R25: one record a lock, and every change of it on the condition that it is as it was read. Its owner's lease is read after it (R6); the
 * caller's once more after a take (R8).
 */
final class RecordLocks {
    private final RecordLeases leases;
    private final RecordFloor floor;

    RecordLocks(RecordLeases leases, RecordFloor floor) {
        this.leases = leases;
        this.floor = floor;
    }

    /** A lock as read; no version: there is no record. */
    record Read(LockValue value, Optional<String> version) {
        StoredLock lock() {
            return value.lock();
        }
    }

    LockRecord find(Call call, LockName name) {
        return told(call, read(call, name).lock());
    }

    LockRecord take(Call call, LockName name, LeaseId lease, long token) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            Read read = read(call, name);
            LockRecord found = told(call, read.lock());
            if (!found.free() || found.token() != token || !leases.live(call, lease)) {
                return found;
            }
            StoredLock taken = read.lock().takenBy(lease, call.now());
            if (replace(call, read, taken)) {
                return told(call, taken);
            }
        }
        throw call.busy();
    }

    LockRecord release(Call call, LockName name, LeaseId lease, long token, Duration rest) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            Read read = read(call, name);
            if (!read.lock().names(lease, token) || !leases.live(call, lease)) {
                return told(call, read.lock());
            }
            StoredLock released = read.lock().released(rest, call.now());
            if (replace(call, read, released)) {
                return told(call, released);
            }
        }
        throw call.busy();
    }

    /** The next locks in the order of their names; fewer than the limit: there are no more. */
    List<Read> after(Call call, String name, int limit) {
        String from = name.isEmpty() ? Keys.allLocks() : Keys.lock(new LockName(name)) + '-';
        return call.range(from, Keys.end(Keys.allLocks()), limit).stream()
                .map(stored -> read(call, stored))
                .toList();
    }

    /** R18: takes an owner away that has an ended record, if the lock still is as it was read. */
    boolean clear(Call call, Read read) {
        return replace(call, read, read.lock().released(Duration.ZERO, call.now()));
    }

    private Read read(Call call, LockName name) {
        return call.read(Keys.lock(name)).map(stored -> read(call, stored)).orElseGet(() -> absent(call, name));
    }

    private static Read read(Call call, RecordStore.Stored stored) {
        return new Read(call.decoded(stored, LockValue::decoded), Optional.of(stored.version()));
    }

    private Read absent(Call call, LockName name) {
        StoredLock lock = StoredLock.absent(name, floor.read(call).token());
        return new Read(new LockValue(lock, Bytes.EMPTY), Optional.empty());
    }

    private boolean replace(Call call, Read read, StoredLock after) {
        return call.put(
                Keys.lock(after.name()),
                read.version(),
                read.value().with(after).encoded());
    }

    private LockRecord told(Call call, StoredLock lock) {
        return lock.read(lock.owner().flatMap(owner -> timeLeft(call, owner)), call.now());
    }

    /** R6: nothing only for an owner whose ended record is there. */
    private Optional<Duration> timeLeft(Call call, LeaseId owner) {
        Optional<LeaseValue> lease = leases.find(call, owner);
        if (lease.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        return lease.get().state(call.now()) instanceof LeaseState.Live live
                ? Optional.of(live.remaining())
                : Optional.empty();
    }
}
