package io.leasehold.jdbc;

import io.leasehold.jdbc.Candidates.Former;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.ReadableType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The claim of R6 to R10 in two statements: the first accepts the number and reads which owners are dead, the second finds their jobs,
 * takes them and answers them. The dead owners are bound to it as values: a row that it has to look at once more would be held
 * against a sub-select's old view.
 */
final class PostgresClaims implements Forms.Claiming {
    /** {@code {dead}} names leases; the value before is read once the row is locked, so that two attempts hear of one another. */
    private static final String ACCEPT = """
            /* R9 the numbers of a live lease rise, R6 of these leases those whose ended record is there */
            WITH mine AS (
                SELECT id AS me, last_claim AS last FROM {lease}
                WHERE id = :lease AND standing = 0 AND last_claim <= :number FOR UPDATE),
            accepted AS (
                UPDATE {lease} SET last_claim = :number FROM mine WHERE id = mine.me RETURNING mine.last)
            SELECT accepted.last, d.id, d.ended, d.heard_at, d.ended_at
            FROM accepted LEFT JOIN {lease} d ON d.id = ANY ({dead}) AND d.standing > 0""";

    private static final String OWNER_OF_NAMED = "ARRAY(SELECT owner FROM {job} WHERE id_key = :key)";

    private static final String READABLE = """
            EXISTS (SELECT 1 FROM unnest(:types, :oldest, :newest) AS r (type, oldest, newest)
                          WHERE r.type = j.type AND j.state_version BETWEEN r.oldest AND r.newest)""";

    /**
     * R9 by lanes: one owner, one type, one version is one range of the orphan index, which answers by itself: so the planner prefers it to
     * an index of owners alone. The walk over versions ends with the 16th.
     */
    private static final String ORPHANS = """
            lane AS (
                SELECT o.owner, t.type, t.newest, 1 AS round, {first} t.oldest AND t.newest {lowest} AS version
                FROM unnest(:owners) AS o (owner) CROSS JOIN unnest(:types, :oldest, :newest) AS t (type, oldest, newest)
              UNION ALL
                SELECT t.owner, t.type, t.newest, t.round + 1, {first} t.version + 1 AND t.newest {lowest}
                FROM lane t JOIN unnest(:owners) AS o (owner) ON o.owner = t.owner WHERE t.version < t.newest AND t.round < 16),
            candidate AS MATERIALIZED (
                SELECT c.id_key, c.slot FROM lane l CROSS JOIN LATERAL (
                    SELECT j.id_key, j.slot FROM {job} j
                    WHERE j.owner = l.owner AND j.runnable = 1 AND j.type = l.type AND j.state_version = l.version
                      AND j.slot >= :slot
                    ORDER BY j.owner, j.runnable, j.type, j.state_version, j.slot, j.id_key LIMIT :most) c
                WHERE l.version IS NOT NULL AND EXISTS (SELECT 1 FROM me) ORDER BY c.slot, c.id_key LIMIT :most),
            fitting AS MATERIALIZED (
                SELECT id_key FROM (
                    SELECT c.id_key, SUM(j.size) OVER places AS total, ROW_NUMBER() OVER places AS place
                    FROM candidate c JOIN {job} j ON j.id_key = c.id_key
                    WHERE j.id_key = ANY (ARRAY(SELECT id_key FROM candidate))
                    WINDOW places AS (ORDER BY c.slot, c.id_key ROWS UNBOUNDED PRECEDING)) weighed
                WHERE total <= :bytes OR place = 1)""".replace("{first}", """
                    (SELECT j.state_version FROM {job} j
                     WHERE j.owner = o.owner AND j.runnable = 1 AND j.type = t.type AND j.state_version BETWEEN""")
            .replace("{lowest}", "ORDER BY j.owner, j.runnable, j.type, j.state_version LIMIT 1)");

    private static final String NAMED = """
            fitting AS MATERIALIZED (
                SELECT j.id_key FROM {job} j WHERE j.id_key = :key AND j.runnable = 1 AND j.owner = ANY (:owners)
                  AND EXISTS (SELECT 1 FROM me) AND {readable})""";

    /** The lease's row stays locked until the jobs are taken: it can't end in between (R8). */
    private static final String TAKE = """
            /* R6 R7 R8 R9 R10 finds, takes and answers jobs that name nobody or a dead owner */
            WITH RECURSIVE me AS MATERIALIZED (SELECT id FROM {lease} WHERE id = :lease AND standing = 0 FOR SHARE),
            {fitting},
            taken AS (
                UPDATE {job} j SET
                    takeovers = CASE WHEN f.former = '' THEN takeovers ELSE
                        LEFT(CONCAT(f.former, :lease, LPAD(CAST(token + 1 AS VARCHAR(20)), 20, '0'),
                            LPAD(CAST({now} AS VARCHAR(20)), 20, '0'),
                            LPAD(CAST(GREATEST(0, {now} - GREATEST(f.seen, due_at)) AS VARCHAR(20)), 20, '0'),
                            takeovers), :longest) END,
                    lapses = lapses + CASE WHEN f.lapsed = 1 AND (open_attempt > 0 OR due_at <= {now}) THEN 1 ELSE 0 END,
                    owner = :lease, token = token + 1, revision = 0, claim_number = :number
                FROM unnest(:owners, :seen, :lapsed) AS f (former, seen, lapsed)
                WHERE id_key = ANY (ARRAY(
                        SELECT j.id_key FROM {job} j
                        WHERE j.id_key = ANY (ARRAY(SELECT id_key FROM fitting)) AND j.runnable = 1 AND j.owner = ANY (:owners)
                          AND {readable}
                        ORDER BY j.id_key FOR UPDATE SKIP LOCKED))
                  AND owner = f.former AND runnable = 1 AND {readable}
                  AND (owner = '' OR owner = ANY (ARRAY(
                        SELECT d.id FROM {lease} d WHERE d.id = ANY (:owners) AND d.standing > 0)))
                RETURNING {jobColumns})
            SELECT (SELECT COUNT(*) FROM fitting) AS candidates, taken.* FROM (SELECT 1) AS one LEFT JOIN taken ON TRUE""";

    private final String acceptOrphans;
    private final String acceptNamed;
    private final String takeOrphans;
    private final String takeNamed;
    private final String brought;

    PostgresClaims(SqlText text) {
        this.acceptOrphans = text.of(ACCEPT.replace("{dead}", ":dead"));
        this.acceptNamed = text.of(ACCEPT.replace("{dead}", OWNER_OF_NAMED));
        this.takeOrphans = text.of(TAKE.replace("{fitting}", ORPHANS).replace("{readable}", READABLE));
        this.takeNamed = text.of(TAKE.replace("{fitting}", NAMED).replace("{readable}", READABLE));
        this.brought = text.of(StepwiseClaims.BROUGHT);
    }

    @Override
    public List<JobRecord> claim(Call call, ClaimRequest request) {
        List<Accepted> accepted = call.change(
                orphans(request).isPresent() ? acceptOrphans : acceptNamed,
                values -> bindAccept(values, request),
                (row, context) -> Accepted.read(row));
        if (accepted.isEmpty()) {
            return List.of();
        }
        boolean again = accepted.get(0).last == request.number();
        List<JobRecord> before = again ? brought(call, request) : List.of();
        return before.isEmpty()
                ? take(
                        call,
                        request,
                        accepted.stream().flatMap(row -> row.former.stream()).toList())
                : before;
    }

    private static Optional<ClaimRequest.Orphans> orphans(ClaimRequest request) {
        return request.target() instanceof ClaimRequest.Orphans orphans ? Optional.of(orphans) : Optional.empty();
    }

    private static void bindTarget(SqlStatement<?> values, ClaimRequest request) {
        values.bind("lease", request.lease().value()).bind("number", request.number());
        if (request.target() instanceof ClaimRequest.Named named) {
            values.bind("key", JobRow.key(named.job()));
        }
    }

    private static void bindAccept(SqlStatement<?> values, ClaimRequest request) {
        bindTarget(values, request);
        orphans(request)
                .ifPresent(orphans -> values.bind(
                        "dead",
                        SqlArray.of(
                                "text",
                                orphans.dead().stream().map(Object::toString).toList())));
    }

    private List<JobRecord> brought(Call call, ClaimRequest request) {
        return bySlot(call.list(
                brought,
                values -> values.bind("lease", request.lease().value()).bind("number", request.number()),
                (row, context) -> JobRow.read(row)));
    }

    /** R9: who saw candidates and took none, for others were quicker, looks once more. */
    private List<JobRecord> take(Call call, ClaimRequest request, List<Former> formers) {
        List<Taken> first = taken(call, request, formers);
        boolean others = first.get(0).job.isEmpty() && first.get(0).candidates > 0;
        List<Taken> taken = others ? taken(call, request, formers) : first;
        return bySlot(taken.stream().flatMap(row -> row.job.stream()).toList());
    }

    private static List<JobRecord> bySlot(List<JobRecord> jobs) {
        return jobs.stream().sorted(StepwiseClaims.BY_SLOT).toList();
    }

    private List<Taken> taken(Call call, ClaimRequest request, List<Former> formers) {
        return call.change(
                orphans(request).isPresent() ? takeOrphans : takeNamed,
                values -> bindTake(values, request, formers),
                (row, context) -> Taken.read(row),
                row -> row.job.isPresent());
    }

    private static void bindTake(SqlStatement<?> values, ClaimRequest request, List<Former> formers) {
        List<Former> owners =
                Stream.concat(Stream.of(Former.NOBODY), formers.stream()).toList();
        bindTarget(values, request);
        bindTypes(values, request.types());
        values.bind(
                        "owners",
                        SqlArray.of("text", owners.stream().map(Former::lease).toList()))
                .bind(
                        "seen",
                        SqlArray.of(
                                "bigint",
                                owners.stream().map(Former::seenMillis).toList()))
                .bind(
                        "lapsed",
                        SqlArray.of(
                                "bigint",
                                owners.stream()
                                        .map(former -> former.lapsed() ? 1L : 0L)
                                        .toList()))
                .bind("longest", TakeoverText.LONGEST);
        orphans(request)
                .ifPresent(bounds -> values.bind("slot", request.startSlot())
                        .bind("most", bounds.maxJobs())
                        .bind("bytes", bounds.maxBytes()));
    }

    /** As {@code types}, {@code oldest} and {@code newest}. */
    static void bindTypes(SqlStatement<?> values, List<ReadableType> types) {
        values.bind(
                        "types",
                        SqlArray.of(
                                "text", types.stream().map(ReadableType::type).toList()))
                .bind(
                        "oldest",
                        SqlArray.of(
                                "bigint",
                                types.stream().map(type -> (long) type.oldest()).toList()))
                .bind(
                        "newest",
                        SqlArray.of(
                                "bigint",
                                types.stream().map(type -> (long) type.newest()).toList()));
    }

    /**
     * A row of the answer to the first statement; there is none if the number was not accepted.
     *
     * @param last the number before
     * @param former a dead owner
     */
    private record Accepted(long last, Optional<Former> former) {
        static Accepted read(ResultSet row) throws SQLException {
            @Nullable String dead = row.getString("id");
            return new Accepted(row.getLong("last"), dead == null ? Optional.empty() : Optional.of(Former.read(row)));
        }
    }

    /**
     * A row of the answer to the second statement; there is always one.
     *
     * @param candidates how many it went for
     * @param job one that it took
     */
    private record Taken(long candidates, Optional<JobRecord> job) {
        static Taken read(ResultSet row) throws SQLException {
            boolean none = Objects.isNull(row.getString("id"));
            return new Taken(row.getLong("candidates"), none ? Optional.empty() : Optional.of(JobRow.read(row)));
        }
    }
}
