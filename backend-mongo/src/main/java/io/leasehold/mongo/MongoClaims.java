package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;
import static io.leasehold.mongo.MongoLeases.LEASES;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.Takeover;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;

/**
 * The claim of R6 to R10 in four commands, however many jobs: accept its number, find candidates with their owners' leases, take each if its
 * record is as it was found, read what has been taken with the claimer's lease. Who lost every race looks once more; a repeat first reads
 * what it has brought.
 */
final class MongoClaims {
    /** R8, R9: the numbers of a live lease rise. */
    private static final Form ACCEPT = Form.of("""
            {_id: ":lease", ended: false, lastClaim: {$lte: ":number"}}""");

    private static final Form ACCEPTED = Form.of("""
            {$set: {lastClaim: ":number"}}""");

    /** The version of the record: whatever changes it changes one of these. So its owner, dead when it was found, still is its owner. */
    private static final Form AS_FOUND = Form.of("""
            {_id: ":job", run: ":run", number: ":number", owner: ":owner", token: ":token", revision: ":revision"}""");

    /** R7. */
    private static final Form TAKE_FREE = Form.of("""
            {$set: {owner: ":lease", token: ":next", revision: ":none", claim: ":claim"}}""");

    /** R7, R10. */
    private static final Form TAKE_OVER = Form.of("""
            {$set: {owner: ":lease", token: ":next", revision: ":none", claim: ":claim"},
             $inc: {lapses: ":lapse"},
             $push: {takeovers: {$each: [{from: ":owner", to: ":lease", token: ":next", at: ":now", downMillis: ":down"}],
                                 $position: 0, $slice: ":kept"}}}""");

    /** R8: each job, and after it the claimer's lease. */
    private static final Form TAKEN = Form.pipeline("""
            [{$match: {_id: {$in: ":jobs"}, owner: ":lease", claim: ":number"}},
             {$lookup: {from: ":leases", localField: "owner", foreignField: "_id", as: "own"}},
             {$addFields: {now: "$$NOW"}}]""");

    private static final Form BROUGHT = Form.pipeline("""
            [{$match: {owner: ":lease", claim: ":number"}},
             {$lookup: {from: ":leases", localField: "owner", foreignField: "_id", as: "own"}},
             {$addFields: {now: "$$NOW"}}]""");

    private static final Comparator<JobRecord> BY_SLOT =
            Comparator.<JobRecord>comparingInt(job -> job.id().slot()).thenComparing(JobRecord::id);

    private static final FindOneAndUpdateOptions BEFORE = new FindOneAndUpdateOptions()
            .returnDocument(ReturnDocument.BEFORE)
            .projection(Form.of("{lastClaim: 1}").alone());

    private final Calls calls;

    MongoClaims(Calls calls) {
        this.calls = calls;
    }

    List<JobRecord> claim(ClaimRequest request) {
        return calls.call("claim", call -> {
            Optional<BsonDocument> before = call.findOneAndUpdate(
                    LEASES,
                    ACCEPT.with(Map.of("lease", request.lease().value(), "number", request.number())),
                    ACCEPTED.with(Map.of("number", request.number())),
                    BEFORE);
            if (before.isEmpty()) {
                return List.of();
            }
            boolean repeated = number(before.get(), "lastClaim") == request.number();
            List<JobRecord> brought = repeated ? read(call, BROUGHT, request, List.of()) : List.of();
            return brought.isEmpty() ? take(call, request) : brought;
        });
    }

    /** R9: who saw candidates and took none, for others were quicker, looks once more. */
    private static List<JobRecord> take(Call call, ClaimRequest request) {
        Candidates.Found found = Candidates.find(call, request);
        List<JobRecord> taken = take(call, request, found.orphans());
        return taken.isEmpty() && found.any()
                ? take(call, request, Candidates.find(call, request).orphans())
                : taken;
    }

    private static List<JobRecord> take(Call call, ClaimRequest request, List<Candidates.Candidate> orphans) {
        if (orphans.isEmpty()) {
            return List.of();
        }
        List<UpdateOneModel<BsonDocument>> takings = orphans.stream()
                .map(orphan -> new UpdateOneModel<BsonDocument>(asFound(orphan), taking(orphan, request)))
                .toList();
        call.bulk(JOBS, takings);
        List<String> ids = orphans.stream().map(Candidates.Candidate::id).toList();
        return read(call, TAKEN, request, ids);
    }

    private static BsonDocument asFound(Candidates.Candidate candidate) {
        BsonDocument record = candidate.job();
        return AS_FOUND.with(Map.of(
                "job", candidate.id(),
                "run", Fields.text(record, "run"),
                "number", number(record, "number"),
                "owner", candidate.owner(),
                "token", candidate.token(),
                "revision", number(record, "revision")));
    }

    private static BsonDocument taking(Candidates.Candidate candidate, ClaimRequest request) {
        String lease = request.lease().value();
        long next = candidate.token() + 1;
        Optional<LeaseDocument> former = candidate.former();
        if (former.isEmpty()) {
            return TAKE_FREE.with(Map.of("lease", lease, "next", next, "none", 0L, "claim", request.number()));
        }
        long now = candidate.now();
        long due = JobDocument.dueAt(candidate.job());
        long down = now - Math.max(former.get().lastSeen(), due);
        boolean atWork = number(candidate.job(), "attempt") > 0 || due <= now;
        boolean lapsed = former.get().how() == LeaseEnd.LAPSED && atWork;
        return TAKE_OVER.with(Map.of(
                "lease",
                lease,
                "owner",
                candidate.owner(),
                "next",
                next,
                "none",
                0L,
                "claim",
                request.number(),
                "lapse",
                lapsed ? 1 : 0,
                "now",
                new BsonDateTime(now),
                "down",
                Math.max(0, down),
                "kept",
                Takeover.KEPT));
    }

    /** R8: what an ended lease took is nobody's catch, but an orphan at once. */
    private static List<JobRecord> read(Call call, Form which, ClaimRequest request, List<String> jobs) {
        List<JobRecord> taken = new ArrayList<>();
        List<BsonDocument> records = call.aggregate(
                JOBS,
                which.stages(Map.of(
                        "jobs", jobs,
                        "lease", request.lease().value(),
                        "number", request.number(),
                        "leases", call.fullName(LEASES))));
        for (BsonDocument record : records) {
            if (LeaseDocument.joined(record, "own").filter(LeaseDocument::live).isEmpty()) {
                return List.of();
            }
            taken.add(JobDocument.read(record));
        }
        taken.sort(BY_SLOT);
        return taken;
    }
}
