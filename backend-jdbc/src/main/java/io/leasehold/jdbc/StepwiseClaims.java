package io.leasehold.jdbc;

import io.leasehold.jdbc.Candidates.Candidate;
import io.leasehold.jdbc.Candidates.Former;
import io.leasehold.jdbc.Candidates.Found;
import io.leasehold.jdbc.OrphanLanes.Lane;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The claim of R6 to R10, in the steps that {@link JdbcLeaseStore} describes, each a statement of its own. */
final class StepwiseClaims implements Forms.Claiming {
    static final String ACCEPT = """
            /* R9 the numbers of a live lease rise */
            UPDATE {lease} SET last_claim = :number WHERE id = :lease AND standing = 0 AND last_claim < :number""";

    private static final String LAST = """
            SELECT last_claim FROM {lease} WHERE id = :lease AND standing = 0""";

    static final String TAKE_FREE = """
            /* R7 R8 takes jobs that name nobody */
            UPDATE {freeJobs} SET owner = :lease, token = token + 1, revision = 0, claim_number = :number
            WHERE {theseJobs} AND owner = '' AND runnable = 1 AND type = :type AND state_version = :version
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0)""";

    /** The owner is a bound value, never a sub-select. Its ended record is looked at again, so that no dropped one counts. */
    static final String TAKE_OVER = """
            /* R6 R7 R8 R10 takes jobs over from a dead owner */
            UPDATE {freeJobs} SET
                takeovers = LEFT(CONCAT(:formerAndLease, LPAD(CAST(token + 1 AS {textType}(20)), 20, '0'),
                    LPAD(CAST({now} AS {textType}(20)), 20, '0'),
                    LPAD(CAST(GREATEST(0, {now} - GREATEST(:seen, due_at)) AS {textType}(20)), 20, '0'),
                    takeovers), :longest),
                lapses = lapses + CASE WHEN :lapsed = 1 AND (open_attempt > 0 OR due_at <= {now}) THEN 1 ELSE 0 END,
                owner = :lease, token = token + 1, revision = 0, claim_number = :number
            WHERE {theseJobs} AND owner = :former AND runnable = 1 AND type = :type AND state_version = :version
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0)
              AND EXISTS (SELECT 1 FROM {lease} d WHERE d.id = :former AND d.standing > 0)""";

    static final String TAKEN = """
            /* R8 R9 what was taken, unless the lease has ended meanwhile */
            SELECT {jobColumns}
            FROM {job} WHERE id_key IN (<keys>) AND owner = :lease AND claim_number = :number
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0)""";

    /** A planner that doesn't know the values takes one number for much of the table, and reads it all; of a range it expects little. */
    static final String BROUGHT = """
            /* R8 R9 what a repeated claim brought */
            SELECT {jobColumns}
            FROM {job} WHERE owner = :lease AND claim_number BETWEEN :number AND :number
              AND EXISTS (SELECT 1 FROM {lease} l WHERE l.id = :lease AND l.standing = 0)""";

    static final Comparator<JobRecord> BY_SLOT =
            Comparator.<JobRecord>comparingInt(job -> job.id().slot()).thenComparing(JobRecord::id);

    private final Candidates candidates;
    private final String accept;
    private final String last;
    private final String takeFree;
    private final String takeOver;
    private final String taken;
    private final String brought;

    StepwiseClaims(SqlText text) {
        this.candidates = new Candidates(text);
        this.accept = text.of(ACCEPT);
        this.last = text.of(LAST);
        this.takeFree = text.of(TAKE_FREE);
        this.takeOver = text.of(TAKE_OVER);
        this.taken = text.of(TAKEN);
        this.brought = text.of(BROUGHT);
    }

    @Override
    public List<JobRecord> claim(Call call, ClaimRequest request) {
        int accepted = call.update(
                accept, values -> values.bind("lease", request.lease().value()).bind("number", request.number()));
        return accepted == 1 ? take(call, request) : repeat(call, request);
    }

    private List<JobRecord> repeat(Call call, ClaimRequest request) {
        Optional<Long> lastNumber = call.first(
                last,
                values -> values.bind("lease", request.lease().value()),
                (row, context) -> row.getLong("last_claim"));
        if (!lastNumber.equals(Optional.of(request.number()))) {
            return List.of();
        }
        List<JobRecord> found = call.list(
                brought,
                values -> values.bind("lease", request.lease().value()).bind("number", request.number()),
                (row, context) -> JobRow.read(row));
        return found.isEmpty()
                ? take(call, request)
                : found.stream().sorted(BY_SLOT).toList();
    }

    /** R9: who saw candidates and took none, for others were quicker, looks once more. */
    private List<JobRecord> take(Call call, ClaimRequest request) {
        Found found = candidates.find(call, request);
        List<JobRecord> taken = take(call, request, found);
        return taken.isEmpty() && !found.candidates().isEmpty()
                ? take(call, request, candidates.find(call, request))
                : taken;
    }

    private List<JobRecord> take(Call call, ClaimRequest request, Found found) {
        Map<Lane, List<JobId>> byLane = found.candidates().stream()
                .collect(Collectors.groupingBy(
                        Candidate::lane, LinkedHashMap::new, Collectors.mapping(Candidate::job, Collectors.toList())));
        byLane.forEach((lane, jobs) -> {
            @Nullable Former former = found.formers().get(lane.owner());
            Call.chunks(jobs.stream().sorted().toList()).forEach(chunk -> take(call, request, lane, former, chunk));
        });
        return taken(
                call, request, found.candidates().stream().map(Candidate::job).toList());
    }

    private void take(Call call, ClaimRequest request, Lane lane, @Nullable Former former, List<JobId> jobs) {
        LeaseId lease = request.lease();
        call.update(former == null ? takeFree : takeOver, values -> {
            values.bind("lease", lease.value())
                    .bind("number", request.number())
                    .bind("type", lane.type())
                    .bind("version", lane.oldest())
                    .bindList("keys", jobs.stream().map(JobRow::key).toList());
            if (former != null) {
                values.bind("former", former.lease())
                        .bind("formerAndLease", former.lease() + lease.value())
                        .bind("seen", former.seenMillis())
                        .bind("lapsed", former.lapsed() ? 1 : 0)
                        .bind("longest", TakeoverText.LONGEST);
            }
        });
    }

    private List<JobRecord> taken(Call call, ClaimRequest request, List<JobId> jobs) {
        return call
                .inChunks(
                        jobs,
                        chunk -> call.list(
                                taken,
                                values -> values.bind("lease", request.lease().value())
                                        .bind("number", request.number())
                                        .bindList(
                                                "keys",
                                                chunk.stream().map(JobRow::key).toList()),
                                (row, context) -> JobRow.read(row)))
                .stream()
                .sorted(BY_SLOT)
                .toList();
    }
}
