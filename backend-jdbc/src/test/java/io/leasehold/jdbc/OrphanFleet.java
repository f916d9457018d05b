package io.leasehold.jdbc;

import io.leasehold.jdbc.Explained.Plan;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;

/**
 * So many jobs on H2 in memory: 1,000 leases have ended, the first 64 of them left some, spread evenly among those of eight live ones. The
 * caller is one of the eight. Used by one thread.
 */
final class OrphanFleet implements AutoCloseable {
    private static final int LIVE = 8;
    private static final Duration TTL = Duration.ofMinutes(50);

    /** In pieces: what one statement could undo is kept until it ends, and costs more than the rows. */
    private static final int PIECE = 50_000;

    private static final String LEASES = """
            INSERT INTO leasehold_lease (id, label, jobs, room, weight, heard_at, ends_at, last_claim, standing, ended, ended_at)
            SELECT LPAD(x, 16, '0'), 'gone ' || x, 1, 1, 1, 0, 0, 0, 1, 'LAPSED', 0 FROM SYSTEM_RANGE(1001, 2000)""";

    private static final String LOAD = """
            INSERT INTO leasehold_job (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at,
                due_at, failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted, buried_at)
            SELECT CAST(LPAD(x, 8, '0') AS VARBINARY), LPAD(x, 8, '0'), x * 65536 / (? + 1), 'mail', 1, X'00',
                '0000000000000000000000000000000000000000000000000000000000000000', 'RUNNING', 0, 'READY', '0000000000000001',
                1, CASE WHEN MOD(x, ?) = 0 THEN LPAD(MOD(x / ?, 64) + 1001, 16, '0') ELSE LPAD(MOD(x, ?) + 1, 16, '0') END, 0, 1, 1, '', 0, '', 0, 0,
                0, 0, 0, 0, 0, '', '', 1, 0, 1, 0, 0
            FROM SYSTEM_RANGE(?, ?)""";

    private final String uri = Stores.memoryUri();
    private final LeaseStore store = Stores.open(uri, "leasehold");
    private final Connection connection;
    private final Explained explained;
    private final LeaseStore explainedStore;
    private final LeaseId caller = LeaseId.of(1);
    private final LeaseId[] dead = IntStream.range(1001, 1065)
            .mapToObj(i -> new LeaseId("%016d".formatted(i)))
            .toArray(LeaseId[]::new);
    private long number;

    OrphanFleet(int jobs, int orphans) throws SQLException {
        connection = DriverManager.getConnection(uri);
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(uri);
        explained = new Explained(source);
        explainedStore = JdbcLeaseStore.over(explained.source(), StoreOptions.DEFAULT.callTimeout(TTL));
        explainedStore.prepare(PrepareMode.VALIDATE);
        for (int i = 1; i <= LIVE; i++) {
            store.grant(LeaseId.of(i), "instance " + i, TTL);
        }
        execute(LEASES);
        load(jobs, orphans);
        execute("ANALYZE");
    }

    private void load(int jobs, int orphans) throws SQLException {
        try (PreparedStatement load = connection.prepareStatement(LOAD)) {
            for (int from = 1; from <= jobs; from += PIECE) {
                load.setInt(1, jobs);
                load.setInt(2, jobs / orphans);
                load.setInt(3, jobs / orphans);
                load.setInt(4, LIVE);
                load.setInt(5, from);
                load.setInt(6, Math.min(jobs, from + PIECE - 1));
                load.executeUpdate();
            }
        }
    }

    Survey survey() {
        return survey(store);
    }

    /** 256 orphans from slot 0. */
    List<JobRecord> claim() {
        return claim(store);
    }

    /** What H2 does for one survey. */
    List<Plan> explainedSurvey() {
        explained.taken();
        survey(explainedStore);
        return explained.taken();
    }

    /** What H2 does for one claim of 256 orphans. */
    List<Plan> explainedClaim() {
        explained.taken();
        claim(explainedStore);
        return explained.taken();
    }

    private Survey survey(LeaseStore over) {
        return over.survey(new SurveyRequest(caller, Samples.TYPES, Optional.empty(), SurveyRequest.LEASES));
    }

    private List<JobRecord> claim(LeaseStore over) {
        number += 2;
        return Samples.claim(over, caller, number, dead);
    }

    /** What was claimed is the first dead one's again. */
    void giveBack() throws SQLException {
        execute("UPDATE leasehold_job SET owner = '" + dead[0] + "', claim_number = 1 WHERE owner = '" + caller
                + "' AND claim_number > 1");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        explainedStore.close();
        store.close();
        connection.close();
    }
}
