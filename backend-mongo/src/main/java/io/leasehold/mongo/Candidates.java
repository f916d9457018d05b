package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.LeaseId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * Which jobs a claim would like to take (R9), and from whom (R6). It only reads, each job and after it its owner's lease, in one command;
 * the write of each job's record decides.
 */
final class Candidates {
    private static final Form FIND = Form.pipeline("""
            [{$match: ":wanted"}, {$sort: {slot: 1, _id: 1}}, {$limit: ":most"},
             {$lookup: {from: ":leases", localField: "owner", foreignField: "_id", as: "former"}},
             {$project: {slot: 1, owner: 1, token: 1, revision: 1, run: 1, number: 1, attempt: 1, dueFrom: 1, delay: 1,
                         payloadBytes: 1, bytes: 1, former: 1}},
             {$addFields: {now: "$$NOW"}}]""");

    private static final Form NAMED = Form.of("""
            {$and: [{_id: ":job"}, ":orphan"]}""");

    private Candidates() {}

    static List<Candidate> find(Call call, ClaimRequest request) {
        if (request.types().isEmpty()) {
            return List.of();
        }
        return request.target() instanceof ClaimRequest.Orphans orphans
                ? orphans(call, request, orphans)
                : named(call, request, (ClaimRequest.Named) request.target());
    }

    /**
     * An owner who isn't dead, though the caller says so, must not keep the others' jobs from being found: so begin without it. The
     * caller's own lease is none: one that takes over from itself would count a lapse (R10).
     */
    private static List<Candidate> orphans(Call call, ClaimRequest request, ClaimRequest.Orphans bounds) {
        Set<String> owners = new LinkedHashSet<>();
        owners.add(JobDocument.NOBODY);
        bounds.dead().stream().map(LeaseId::value).forEach(owners::add);
        owners.remove(request.lease().value());
        while (true) {
            BsonDocument wanted = Orphans.from(request.startSlot(), owners, request.types());
            List<Candidate> found = find(call, wanted, bounds.maxJobs());
            List<String> living = found.stream()
                    .filter(candidate -> !candidate.orphan())
                    .map(Candidate::owner)
                    .toList();
            if (living.isEmpty() || call.late()) {
                return fitting(found, bounds.maxBytes());
            }
            living.forEach(owners::remove);
        }
    }

    /** As many as the bound allows, and one in any case. */
    private static List<Candidate> fitting(List<Candidate> found, long maxBytes) {
        List<Candidate> fitting = new ArrayList<>();
        long bytes = 0;
        for (Candidate candidate : found.stream().filter(Candidate::orphan).toList()) {
            bytes += candidate.bytes();
            if (!fitting.isEmpty() && bytes > maxBytes) {
                break;
            }
            fitting.add(candidate);
        }
        return fitting;
    }

    private static List<Candidate> named(Call call, ClaimRequest request, ClaimRequest.Named target) {
        BsonDocument wanted = NAMED.with(Map.of("job", target.job().value(), "orphan", Orphans.of(request.types())));
        return find(call, wanted, 1).stream()
                .filter(candidate -> candidate.orphan()
                        && !candidate.owner().equals(request.lease().value()))
                .toList();
    }

    private static List<Candidate> find(Call call, BsonDocument wanted, int most) {
        return call
                .aggregate(
                        JOBS,
                        FIND.stages(
                                Map.of("wanted", wanted, "most", most, "leases", call.fullName(MongoLeases.LEASES))))
                .stream()
                .map(Candidate::new)
                .toList();
    }

    /** A job that looks like an orphan. */
    record Candidate(BsonDocument record) {
        String id() {
            return text(record, "_id");
        }

        String owner() {
            return text(record, "owner");
        }

        long token() {
            return number(record, "token");
        }

        long bytes() {
            return number(record, "payloadBytes") + number(record, "bytes");
        }

        /** R6: it names nobody, or a lease whose ended record is there. */
        boolean orphan() {
            return owner().equals(JobDocument.NOBODY)
                    || LeaseDocument.joined(record, "former")
                            .filter(lease -> !lease.live())
                            .isPresent();
        }
    }
}
