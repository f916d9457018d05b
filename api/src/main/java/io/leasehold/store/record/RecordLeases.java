package io.leasehold.store.record;

import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** R1 to R4: one record a lease, and every change of it on the condition that it is as it was read. */
final class RecordLeases {
    private static final int PAGE = 256;

    /** A lease as read. */
    record Read(LeaseValue lease, String version) {}

    LeaseState grant(Call call, LeaseId id, String label, Duration ttl) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            LeaseValue granted = LeaseValue.granted(id, label, call.now(), ttl);
            if (call.create(Keys.lease(id), granted.encoded())) {
                return granted.state(call.now());
            }
            Optional<Read> present = read(call, id);
            if (present.isPresent()) {
                return present.get().lease().state(call.now());
            }
        }
        throw call.busy();
    }

    LeaseState renew(Call call, LeaseId id, Duration extension, Load load) {
        long now = call.now();
        Optional<LeaseValue> renewed = change(
                call, id, lease -> lease.live() && !extension.isZero() ? lease.renewed(extension, load, now) : lease);
        return renewed.map(lease -> lease.state(now)).orElse(new LeaseState.Ended());
    }

    /** R4: the first end stands. */
    void end(Call call, LeaseId id, LeaseEnd how) {
        long now = call.now();
        change(call, id, lease -> lease.live() ? lease.ended(how, now) : lease);
    }

    /** Ends the lease if its time has passed; answers how it is then. */
    Optional<LeaseValue> endIfLapsed(Call call, LeaseId id) {
        long now = call.now();
        return change(call, id, lease -> lease.lapsed(now) ? lease.ended(LeaseEnd.LAPSED, now) : lease);
    }

    Optional<LeaseValue> find(Call call, LeaseId id) {
        return read(call, id).map(Read::lease);
    }

    /** A record that can't be read is as good as none: like an absent lease it is buried (R6), in the place of what is there. */
    Optional<Read> read(Call call, LeaseId id) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            Optional<RecordStore.Stored> stored = call.read(Keys.lease(id));
            Optional<Read> read = stored.flatMap(record -> readable(call, record));
            if (stored.isEmpty() || read.isPresent()) {
                return read;
            }
            call.putUnseen(
                    Keys.lease(id),
                    stored.map(RecordStore.Stored::version),
                    LeaseValue.buried(id, call.now()).encoded());
        }
        throw call.busy();
    }

    boolean live(Call call, LeaseId id) {
        return find(call, id).filter(LeaseValue::live).isPresent();
    }

    /** The next lease records in id order, live or not; fewer than the limit: there are no more. */
    List<Read> after(Call call, Optional<LeaseId> id, int limit) {
        String from = id.map(after -> Keys.end(Keys.lease(after))).orElse(Keys.allLeases());
        return call.range(from, Keys.end(Keys.allLeases()), limit).stream()
                .flatMap(stored -> readable(call, stored)
                        .or(() -> read(
                                call,
                                call.decoded(
                                        stored,
                                        value -> RecordKey.lease(stored.key()).orElseThrow())))
                        .stream())
                .toList();
    }

    List<Read> all(Call call) {
        List<Read> all = new ArrayList<>();
        List<Read> page = after(call, Optional.empty(), PAGE);
        all.addAll(page);
        while (page.size() == PAGE) {
            page = after(call, Optional.of(page.get(PAGE - 1).lease().id()), PAGE);
            all.addAll(page);
        }
        return all;
    }

    /** R6: an ended record if there is none, never over one. */
    boolean bury(Call call, LeaseId absent) {
        return call.create(
                Keys.lease(absent), LeaseValue.buried(absent, call.now()).encoded());
    }

    /** Replaces the lease as it was read; answers whether it still was so. */
    boolean replace(Call call, Read read, LeaseValue value) {
        return call.replace(Keys.lease(read.lease().id()), read.version(), value.encoded());
    }

    /** R18: away with a drained lease, if it still is as it was read; its last claim first, for that has no other owner. */
    boolean drop(Call call, Read read) {
        call.remove(Keys.lastClaim(read.lease().id()));
        return call.delete(Keys.lease(read.lease().id()), read.version());
    }

    /** The lease as it is after the change, or as it was if there is nothing to change; nothing if there is no record. */
    private Optional<LeaseValue> change(Call call, LeaseId id, UnaryOperator<LeaseValue> change) {
        for (int attempt = 0; attempt < Call.ATTEMPTS; attempt++) {
            Optional<Read> read = read(call, id);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            LeaseValue before = read.get().lease();
            LeaseValue after = change.apply(before);
            if (after.equals(before) || replace(call, read.get(), after)) {
                return Optional.of(after);
            }
        }
        throw call.busy();
    }

    private static Optional<Read> readable(Call call, RecordStore.Stored stored) {
        return call.readable(stored, LeaseValue::decoded).map(lease -> new Read(lease, stored.version()));
    }
}
