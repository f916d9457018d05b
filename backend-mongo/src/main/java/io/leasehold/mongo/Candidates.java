package io.leasehold.mongo;

import static io.leasehold.mongo.Fields.number;
import static io.leasehold.mongo.Fields.text;
import static io.leasehold.mongo.MongoLeaseStore.JOBS;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Status;
import io.leasehold.store.Wish;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * Which jobs a claim would like to take (R9), and from whom (R6). It only reads, each job and after it its owner's lease, in one command;
 * the write of each job's record decides.
 */
final class Candidates {
    /** First ids, from the index alone, so that no record is read that isn't answered; then each record, then its owner's lease. */
    private static final Form FIND = Form.pipeline("""
            [{$match: ":wanted"}, {$sort: {slot: 1, _id: 1}}, {$limit: ":most"}, {$project: {_id: 1}},
             {$lookup: {from: ":jobs", localField: "_id", foreignField: "_id", as: "job"}},
             {$unwind: "$job"},
             {$lookup: {from: ":leases", localField: "job.owner", foreignField: "_id", as: "former"}},
             {$project: {"job.payload": 0, "job.state": 0, "job.open": 0, "job.takeovers": 0}},
             {$addFields: {now: "$$NOW"}}]""");

    private static final Form NAMED = Form.of("""
            {$and: [{_id: ":job"}, ":orphan"]}""");

    private Candidates() {}

    /**
     * What a claim goes for.
     *
     * @param any whether there were any, of which others may have been quicker to take all
     * @param orphans those that were orphans still when their records were read, in slot order
     */
    record Found(boolean any, List<Candidate> orphans) {
        static final Found NOTHING = new Found(false, List.of());
    }

    static Found find(Call call, ClaimRequest request) {
        if (request.types().isEmpty()) {
            return Found.NOTHING;
        }
        return request.target() instanceof ClaimRequest.Orphans orphans
                ? orphans(call, request, orphans)
                : named(call, request, (ClaimRequest.Named) request.target());
    }

    /**
     * An owner who isn't dead, though the caller says so, must not keep the others' jobs from being found: so begin without it. The
     * caller's own lease is none: one that takes over from itself would count a lapse (R10).
     */
    private static Found orphans(Call call, ClaimRequest request, ClaimRequest.Orphans bounds) {
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
                    .filter(owners::contains)
                    .toList();
            if (living.isEmpty() || call.late()) {
                return new Found(!found.isEmpty(), fitting(found, request, bounds.maxBytes()));
            }
            living.forEach(owners::remove);
        }
    }

    /** As many as the bound allows, and one in any case. */
    private static List<Candidate> fitting(List<Candidate> found, ClaimRequest request, long maxBytes) {
        List<Candidate> fitting = new ArrayList<>();
        long bytes = 0;
        for (Candidate candidate : found) {
            if (candidate.claimable(request)) {
                bytes += candidate.bytes();
                if (!fitting.isEmpty() && bytes > maxBytes) {
                    break;
                }
                fitting.add(candidate);
            }
        }
        return fitting;
    }

    private static Found named(Call call, ClaimRequest request, ClaimRequest.Named target) {
        BsonDocument wanted = NAMED.with(Map.of("job", target.job().value(), "orphan", Orphans.of(request.types())));
        List<Candidate> claimable = find(call, wanted, 1).stream()
                .filter(candidate -> candidate.claimable(request))
                .toList();
        return new Found(!claimable.isEmpty(), claimable);
    }

    private static List<Candidate> find(Call call, BsonDocument wanted, int most) {
        return call
                .aggregate(
                        JOBS,
                        FIND.stages(Map.of(
                                "wanted",
                                wanted,
                                "most",
                                most,
                                "jobs",
                                call.fullName(JOBS),
                                "leases",
                                call.fullName(MongoLeases.LEASES))))
                .stream()
                .map(Candidate::new)
                .toList();
    }

    /** A job that looks like an orphan. */
    record Candidate(BsonDocument found) {
        BsonDocument job() {
            return found.getDocument("job");
        }

        String id() {
            return text(job(), "_id");
        }

        String owner() {
            return text(job(), "owner");
        }

        long token() {
            return number(job(), "token");
        }

        long bytes() {
            return number(job(), "payloadBytes") + number(job(), "bytes");
        }

        Optional<LeaseDocument> former() {
            return LeaseDocument.joined(found, "former");
        }

        long now() {
            return Fields.millis(found, Fields.NOW);
        }

        /** R9: still what was looked for, when its record was read. */
        boolean claimable(ClaimRequest request) {
            return orphan()
                    && !owner().equals(request.lease().value())
                    && text(job(), "wish").equals(Wish.RUNNING.name())
                    && text(job(), "status").equals(Status.READY.name())
                    && request.types().stream()
                            .anyMatch(type -> type.covers(text(job(), "type"), Fields.small(job(), "version")));
        }

        /** R6: it names nobody, or a lease whose ended record is there. */
        boolean orphan() {
            return owner().equals(JobDocument.NOBODY)
                    || former().filter(lease -> !lease.live()).isPresent();
        }
    }
}
