package io.leasehold.mongo;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import io.leasehold.store.Arguments;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/** Leases (R1 to R4): each is one record, and a heartbeat changes that alone, however many jobs the lease owns. */
final class MongoLeases {
    static final String LEASES = "leases";

    /** Matches no record there can be: where there is one, the key makes it fail instead of changing it. */
    private static final Form IF_NEW = Form.of("""
            {_id: ":lease", ended: {$exists: false}}""");

    private static final Form GRANT = Form.of("""
            {$set: {ended: false, drained: false, label: ":label", jobs: ":jobs", room: ":room", weight: ":weight",
                    ttl: ":ttl", lastClaim: ":none"},
             $currentDate: {at: true}}""");

    /** R6: an ended record if there is none, never over one. */
    private static final Form BURY = Form.of("""
            {$set: {ended: true, how: "LOST", drained: false, label: "buried", jobs: ":jobs", room: ":room",
                    weight: ":weight", ttl: ":none", lastClaim: ":none"},
             $currentDate: {at: true, endedAt: true}}""");

    /** R3: an ended lease matches no more. */
    private static final Form LIVE = Form.of("""
            {_id: ":lease", ended: false}""");

    private static final Form RENEW = Form.of("""
            {$set: {ttl: ":ttl", jobs: ":jobs", room: ":room", weight: ":weight"}, $currentDate: {at: true}}""");

    private static final Form END = Form.of("""
            {$set: {ended: true, how: ":how", drained: false}, $currentDate: {endedAt: true}}""");

    private static final Form FIND = Form.pipeline("""
            [{$match: {_id: ":lease"}}, {$addFields: {now: "$$NOW"}}]""");

    /** R4, R5: the time is compared in the same step, so that a renewal that came first saves the lease. */
    static final Form LAPSED = Form.of("""
            {_id: {$in: ":leases"}, ended: false, $expr: {$lte: [{$add: ["$at", "$ttl"]}, "$$NOW"]}}""");

    static final BsonDocument END_LAPSED = END.with(Map.of("how", LeaseEnd.LAPSED.name()));

    private static final Map<String, Object> UNLOADED =
            Map.of("jobs", Load.NONE.jobs(), "room", Load.NONE.room(), "weight", Load.NONE.weight(), "none", 0L);

    private final Calls calls;

    MongoLeases(Calls calls) {
        this.calls = calls;
    }

    LeaseState grant(LeaseId lease, String label, Duration ttl) {
        Arguments.grant(label, ttl);
        return calls.call("grant", call -> {
            for (int attempt = 0; attempt < Races.ATTEMPTS; attempt++) {
                if (granted(call, lease, label, ttl)) {
                    return new LeaseState.Live(ttl);
                }
                Optional<LeaseState> present = state(call, lease);
                if (present.isPresent()) {
                    return present.get();
                }
            }
            throw Races.lost(call, false);
        });
    }

    private static boolean granted(Call call, LeaseId lease, String label, Duration ttl) {
        BsonDocument granted = GRANT.with(Map.of(
                "label", label,
                "jobs", Load.NONE.jobs(),
                "room", Load.NONE.room(),
                "weight", Load.NONE.weight(),
                "ttl", ttl.toMillis(),
                "none", 0L));
        return call.upsert(LEASES, IF_NEW.with(Map.of("lease", lease.value())), granted);
    }

    LeaseState renew(LeaseId lease, Duration extension, Load load) {
        Arguments.renew(extension);
        return calls.call("renew", call -> {
            if (extension.isZero()) {
                return state(call, lease).orElse(new LeaseState.Ended());
            }
            BsonDocument renewed = RENEW.with(Map.of(
                    "ttl", extension.toMillis(),
                    "jobs", load.jobs(),
                    "room", load.room(),
                    "weight", load.weight()));
            return call.updateOne(LEASES, live(lease), renewed)
                    ? new LeaseState.Live(extension)
                    : new LeaseState.Ended();
        });
    }

    void end(LeaseId lease, LeaseEnd how) {
        calls.call("end", call -> call.updateOne(LEASES, live(lease), END.with(Map.of("how", how.name()))));
    }

    /** Ends a lease if its time has passed; answers whether this did. */
    static boolean endIfLapsed(Call call, LeaseId lease) {
        return call.updateOne(LEASES, LAPSED.with(Map.of("leases", List.of(lease.value()))), END_LAPSED);
    }

    /** Leaves an ended record for each of these of which there is none; answers for how many it did. */
    static int bury(Call call, Collection<String> absent) {
        if (absent.isEmpty()) {
            return 0;
        }
        BsonDocument buried = BURY.with(UNLOADED);
        return call.bulk(
                        LEASES,
                        absent.stream()
                                .map(lease -> new UpdateOneModel<BsonDocument>(
                                        IF_NEW.with(Map.of("lease", lease)), buried, new UpdateOptions().upsert(true)))
                                .toList())
                .getUpserts()
                .size();
    }

    static BsonDocument live(LeaseId lease) {
        return LIVE.with(Map.of("lease", lease.value()));
    }

    private static Optional<LeaseState> state(Call call, LeaseId lease) {
        return find(call, lease).map(found -> found.state(Fields.millis(found.record(), Fields.NOW)));
    }

    static Optional<LeaseDocument> find(Call call, LeaseId lease) {
        return call.aggregate(LEASES, FIND.stages(Map.of("lease", lease.value()))).stream()
                .map(LeaseDocument::new)
                .findFirst();
    }
}
