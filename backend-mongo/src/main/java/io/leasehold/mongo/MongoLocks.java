package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.millis;
import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.LOCKS;

import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LockName;
import io.leasehold.store.LockRecord;
import io.leasehold.store.StoredLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * The locks of R25: one record a lock, changed only if token and owner are those that were read. Its owner's lease is read after it (R6);
 * the caller's own before a change, and once more with the lock after it (R8).
 */
final class MongoLocks {
    private static final Form READ = Form.pipeline("""
            [{$match: {_id: ":lock"}},
             {$lookup: {from: ":leases", localField: "owner", foreignField: "_id", as: "lease"}},
             {$addFields: {now: "$$NOW"}}]""");

    /** Matches no record there can be: where there is one, the key makes it fail instead of changing it. */
    private static final Form IF_NEW = Form.of("""
            {_id: ":lock", token: {$exists: false}}""");

    /** A token has one holder, then none, then another token follows. */
    private static final Form AS_READ = Form.of("""
            {_id: ":lock", token: ":token", owner: ":owner"}""");

    private static final Form TAKE = Form.of("""
            {$set: {owner: ":lease", token: ":token", rest: 0}, $currentDate: {changedAt: true}}""");

    static final Form RELEASE = Form.of("""
            {$set: {owner: "", rest: ":rest"}, $currentDate: {changedAt: true}}""");

    private final Calls calls;

    MongoLocks(Calls calls) {
        this.calls = calls;
    }

    LockRecord find(LockName name) {
        return calls.call("lock", call -> Read.of(call, name).told());
    }

    LockRecord take(LockName name, LeaseId lease, long token) {
        Arguments.takeLock(token);
        return calls.call("takeLock", call -> {
            Read read = Read.of(call, name);
            LockRecord found = read.told();
            if (!found.free() || found.token() != token || !living(call, lease)) {
                return found;
            }
            BsonDocument taken = TAKE.with(Map.of("lease", lease.value(), "token", token + 1));
            if (read.present) {
                call.updateOne(LOCKS, read.asRead(), taken);
            } else {
                call.upsert(LOCKS, IF_NEW.with(Map.of("lock", name.value())), taken);
            }
            return Read.of(call, name).told();
        });
    }

    LockRecord release(LockName name, LeaseId lease, long token, Duration rest) {
        Arguments.releaseLock(token, rest);
        return calls.call("releaseLock", call -> {
            Read read = Read.of(call, name);
            if (!read.lock.names(lease, token) || !living(call, lease)) {
                return read.told();
            }
            call.updateOne(LOCKS, read.asRead(), RELEASE.with(Map.of("rest", rest.toMillis())));
            return Read.of(call, name).told();
        });
    }

    private static boolean living(Call call, LeaseId lease) {
        return MongoLeases.find(call, lease).filter(LeaseDocument::live).isPresent();
    }

    /** A lock's record, if it still is as it was read. */
    static BsonDocument asRead(BsonDocument record) {
        return AS_READ.with(Map.of(
                "lock", text(record, "_id"),
                "token", number(record, "token"),
                "owner", text(record, "owner")));
    }

    /**
     * A lock as read.
     *
     * @param present whether there is a record
     * @param ownersTime as {@link StoredLock#read} wants it
     * @param now the server's time at the reading
     */
    private record Read(StoredLock lock, boolean present, Optional<Duration> ownersTime, long now) {
        static Read of(Call call, LockName name) {
            List<BsonDocument> found = call.aggregate(
                    LOCKS, READ.stages(Map.of("lock", name.value(), "leases", call.fullName(MongoLeases.LEASES))));
            return found.isEmpty()
                    ? new Read(StoredLock.absent(name, MongoFloor.read(call).token()), false, Optional.empty(), 0)
                    : of(name, found.get(0));
        }

        private static Read of(LockName name, BsonDocument record) {
            long now = millis(record, Fields.NOW);
            long rest = number(record, "rest");
            long changedAt = millis(record, "changedAt");
            Optional<LeaseId> owner = JobDocument.owner(text(record, "owner"));
            var lock =
                    new StoredLock(name, number(record, "token"), owner, rest == 0 ? 0 : changedAt + rest, changedAt);
            Optional<LeaseDocument> lease = LeaseDocument.joined(record, "lease");
            Duration time = lease.map(held -> held.state(now))
                    .filter(LeaseState.Live.class::isInstance)
                    .map(state -> ((LeaseState.Live) state).remaining())
                    .orElse(Duration.ZERO);
            boolean held = owner.isPresent() && lease.map(LeaseDocument::live).orElse(true);
            return new Read(lock, true, held ? Optional.of(time) : Optional.empty(), now);
        }

        LockRecord told() {
            return lock.read(ownersTime, now);
        }

        BsonDocument asRead() {
            return AS_READ.with(Map.of(
                    "lock", lock.name().value(),
                    "token", lock.token(),
                    "owner", JobDocument.owner(lock.owner())));
        }
    }
}
