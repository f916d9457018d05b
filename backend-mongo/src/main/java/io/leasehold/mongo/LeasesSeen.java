package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.MongoLeases.LEASES;

import io.leasehold.store.EndedLease;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * The leases as a survey saw them in one reading (R5): of the live ones their sums, the caller, and those that lapse next, two more than
 * the survey may end; of the ended ones a page, and one more.
 */
final class LeasesSeen {
    private static final Form SEEN = Form.pipeline("""
            [{$match: {$or: [{ended: false}, {ended: true, drained: false, _id: {$gt: ":cursor"}}]}},
             {$addFields: {left: {$subtract: [{$add: ["$at", "$ttl"]}, "$$NOW"]}}},
             {$facet: {
               fleet: [{$match: {ended: false, left: {$gt: 0}}},
                       {$group: {_id: null, instances: {$sum: 1}, jobs: {$sum: "$jobs"}, room: {$sum: "$room"},
                                 weight: {$sum: "$weight"}}}],
               caller: [{$match: {ended: false, _id: ":lease"}}],
               soonest: [{$match: {ended: false}}, {$sort: {left: 1, _id: 1}}, {$limit: ":soonest"}],
               ended: [{$match: {ended: true}}, {$sort: {_id: 1}}, {$limit: ":most"}]}}]""");

    private final BsonDocument seen;
    private final SurveyRequest request;
    private final List<LeaseDocument> lapsed;

    /** Of the lapsed ones that were to be ended, how many this survey did end. */
    private int count;

    private LeasesSeen(BsonDocument seen, SurveyRequest request) {
        this.seen = seen;
        this.request = request;
        this.lapsed = soonest().stream()
                .filter(lease -> left(lease) <= 0)
                .limit(request.lapses())
                .toList();
    }

    /** Looks, and ends what has lapsed. */
    static LeasesSeen of(Call call, SurveyRequest request) {
        List<BsonDocument> answer = call.aggregate(
                LEASES,
                SEEN.stages(Map.of(
                        "cursor",
                        request.cursor().map(LeaseId::value).orElse(""),
                        "lease",
                        request.lease().value(),
                        "soonest",
                        request.lapses() + 2,
                        "most",
                        SurveyRequest.LEASES + 1)));
        LeasesSeen found = new LeasesSeen(answer.get(0), request);
        found.endLapsed(call);
        return found;
    }

    /** R4, R5: the server compares the time once more, so that a renewal that came meanwhile saves its lease. */
    private void endLapsed(Call call) {
        if (!lapsed.isEmpty()) {
            List<String> ids = lapsed.stream().map(LeaseDocument::id).toList();
            count = Math.toIntExact(
                    call.updateMany(LEASES, MongoLeases.LAPSED.with(Map.of("leases", ids)), MongoLeases.END_LAPSED));
        }
    }

    int lapses() {
        return count;
    }

    /** If fewer ended than were to, nobody knows which: then none is named, and the next survey finds them. */
    private boolean allEnded() {
        return count == lapsed.size();
    }

    private boolean ended(LeaseDocument lease) {
        return allEnded() && lapsed.contains(lease);
    }

    /** One more than are answered, if there are. */
    List<EndedLease> ended() {
        List<EndedLease> ended = new ArrayList<>();
        leases("ended").forEach(lease -> ended.add(lease.named(lease.how())));
        lapsed.stream()
                .filter(this::ended)
                .map(lease -> lease.named(LeaseEnd.LAPSED))
                .forEach(ended::add);
        return ended.stream()
                .filter(lease -> request.cursor()
                        .map(after -> lease.id().compareTo(after) > 0)
                        .orElse(true))
                .sorted(Comparator.comparing(EndedLease::id))
                .limit(SurveyRequest.LEASES + 1L)
                .toList();
    }

    LeaseState caller() {
        return leases("caller").stream()
                .filter(lease -> lapsed.stream().noneMatch(other -> other.id().equals(lease.id()) && ended(other)))
                .findFirst()
                .<LeaseState>map(lease -> new LeaseState.Live(Fields.between(0, left(lease))))
                .orElse(new LeaseState.Ended());
    }

    Survey.Fleet fleet() {
        return Fields.parts(seen, "fleet").stream()
                .findFirst()
                .map(sums -> new Survey.Fleet(
                        number(sums, "instances"), number(sums, "jobs"), number(sums, "room"), number(sums, "weight")))
                .orElse(new Survey.Fleet(0, 0, 0, 0));
    }

    Optional<Duration> nextLapse() {
        return soonest().stream()
                .filter(lease ->
                        !ended(lease) && !lease.id().equals(request.lease().value()))
                .map(lease -> Fields.between(0, left(lease)))
                .findFirst();
    }

    private List<LeaseDocument> soonest() {
        return leases("soonest");
    }

    private List<LeaseDocument> leases(String facet) {
        return Fields.parts(seen, facet).stream().map(LeaseDocument::new).toList();
    }

    private static long left(LeaseDocument lease) {
        return number(lease.record(), "left");
    }
}
