package io.leasehold.jdbc;

import io.leasehold.jdbc.Explained.Plan;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * So many jobs on PostgreSQL: 1,000 leases have ended, the first 64 of them left 1,000 orphans, spread evenly among the jobs of eight live
 * ones. The caller is one of the eight. Used by one thread.
 */
final class PostgresFleet implements AutoCloseable {
    static final int ORPHANS = 1_000;
    private static final Duration TTL = Duration.ofMinutes(50);

    /** As many as a caller may name, of which all but one have no job. */
    private static final List<ReadableType> TYPES = Stream.concat(
                    Samples.TYPES.stream(), IntStream.range(1, 64).mapToObj(i -> new ReadableType("type " + i, 1, 9)))
            .toList();

    private static final String LEASES = """
            INSERT INTO leasehold_lease (id, label, jobs, room, weight, heard_at, ends_at, last_claim, standing, ended, ended_at)
            SELECT lpad(to_hex(x), 16, '0'), 'gone ' || x, 1, 1, 1, 0, 0, 0, 1, 'LAPSED', 0
            FROM generate_series(4097, 4097 + 999) x""";

    private static final String LOAD = """
            INSERT INTO leasehold_job (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at,
                due_at, failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted, buried_at)
            SELECT convert_to(lpad(x::TEXT, 8, '0'), 'UTF8'), lpad(x::TEXT, 8, '0'), x * 65536 / (%d + 1), 'mail', 1, '\\x00',
                repeat('0', 64), 'RUNNING', 0, 'READY', '0000000000000001', 1,
                CASE WHEN x %% %d = 0 THEN lpad(to_hex(4097 + x / %2$d %% 64), 16, '0') ELSE lpad(to_hex(x %% 8 + 1), 16, '0') END,
                0, 1, 1, '', 0, '', 0, 0, 0, 0, 0, 0, 0, '', '', 1, 0, 1, 0, 0
            FROM generate_series(1, CAST(%1$d AS BIGINT)) x""";

    private final String uri = Postgres.uri();
    private final LeaseStore store = Stores.open(uri, "leasehold");
    private final Explained explained = new Explained(Direct.source(uri));
    private final LeaseStore explainedStore;
    private final LeaseId caller = LeaseId.of(1);
    private long number;

    PostgresFleet(int jobs) {
        explainedStore = JdbcLeaseStore.over(explained.source(), StoreOptions.DEFAULT.callTimeout(TTL));
        IntStream.rangeClosed(1, 8).forEach(i -> store.grant(LeaseId.of(i), "instance " + i, TTL));
        execute(LEASES);
        execute(LOAD.formatted(jobs, jobs / ORPHANS));
        execute("VACUUM ANALYZE leasehold_job");
        execute("VACUUM ANALYZE leasehold_lease");
    }

    /** Of the leases that left the orphans. */
    Survey survey() {
        return survey(store, Optional.empty());
    }

    /** 256 of the orphans, from slot 0. */
    List<JobRecord> claim() {
        return claim(store);
    }

    /** What PostgreSQL does for one survey. */
    List<Plan> explainedSurvey() {
        explained.taken();
        survey(explainedStore, Optional.empty());
        return explained.taken();
    }

    /** What it does for one that looks for jobs of 64 types under 64 leases, and finds none. */
    List<Plan> explainedIdleSurvey() {
        explained.taken();
        survey(explainedStore, Optional.of(LeaseId.of(4097 + 500)));
        return explained.taken();
    }

    /** What it does for one claim of 256 orphans. */
    List<Plan> explainedClaim() {
        explained.taken();
        claim(explainedStore);
        return explained.taken();
    }

    private Survey survey(LeaseStore over, Optional<LeaseId> cursor) {
        return over.survey(new SurveyRequest(caller, TYPES, cursor, SurveyRequest.LEASES));
    }

    private List<JobRecord> claim(LeaseStore over) {
        number += 2;
        List<LeaseId> dead = survey().ended().stream().map(EndedLease::id).toList();
        return over.claim(new ClaimRequest(caller, number, TYPES, new ClaimRequest.Orphans(dead, 256, 8 << 20)));
    }

    /** What was claimed is the first dead one's again. */
    void giveBack() {
        execute("UPDATE leasehold_job SET owner = '" + LeaseId.of(4097)
                + "', claim_number = 1, token = 1 WHERE owner = '" + caller + "' AND claim_number > 1");
    }

    void execute(String sql) {
        Postgres.run(uri, sql);
    }

    @Override
    public void close() {
        explainedStore.close();
        store.close();
        Postgres.drop(uri);
    }
}
