package io.leasehold.jdbc;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.EndedLease;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * So many jobs on MariaDB: 1,000 leases have ended, the first 64 of them left 1,000 orphans, spread evenly among the jobs of eight live
 * ones. The caller is one of the eight. Used by one thread, and by nobody else at that server.
 */
final class MariaDbFleet implements AutoCloseable {
    static final int ORPHANS = 1_000;
    private static final Duration TTL = Duration.ofMinutes(50);

    /** As many as a caller may name, of which all but one have no job. */
    private static final List<ReadableType> TYPES = Stream.concat(
                    Samples.TYPES.stream(), IntStream.range(1, 64).mapToObj(i -> new ReadableType("type " + i, 1, 9)))
            .toList();

    private static final String LEASES = """
            INSERT INTO leasehold_lease (id, label, jobs, room, weight, heard_at, ends_at, last_claim, standing, ended, ended_at)
            SELECT LPAD(LOWER(HEX(seq)), 16, '0'), CONCAT('gone ', seq), 1, 1, 1, 0, 0, 0, 1, 'LAPSED', 0 FROM seq_4097_to_5096""";

    private static final String LOAD = """
            INSERT INTO leasehold_job (id_key, id, slot, type, state_version, payload, digest, wish, command_number, status, run,
                token, owner, revision, claim_number, sequence, open_pace, open_attempt, open_standing, open_doubted, open_at,
                due_at, failures, lapses, probation, doubt_count, doubts, takeovers, size, finished_at, runnable, deleted, buried_at)
            SELECT LPAD(seq, 8, '0'), LPAD(seq, 8, '0'), seq * 65536 DIV (%1$d + 1), 'mail', 1, x'00',
                REPEAT('0', 64), 'RUNNING', 0, 'READY', '0000000000000001', 1,
                IF(MOD(seq, %2$d) = 0, LPAD(LOWER(HEX(4097 + MOD(seq DIV %2$d, 64))), 16, '0'), LPAD(HEX(MOD(seq, 8) + 1), 16, '0')),
                0, 1, 1, '', 0, '', 0, 0, 0, 0, 0, 0, 0, '', '', 1, 0, 1, 0, 0
            FROM seq_1_to_%1$d""";

    /** Along an index or by a scan; a seek counts, too. */
    private static final String COUNTED = """
            SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name IN
                ('HANDLER_READ_RND_NEXT', 'HANDLER_READ_NEXT', 'HANDLER_READ_PREV', 'HANDLER_READ_KEY')""";

    private final String uri = MariaDb.uri();
    private final LeaseStore store = Stores.open(uri, "leasehold");
    private final LeaseId caller = LeaseId.of(1);
    private long number;

    MariaDbFleet(int jobs) {
        IntStream.rangeClosed(1, 8).forEach(i -> store.grant(LeaseId.of(i), "instance " + i, TTL));
        execute(LEASES);
        execute(LOAD.formatted(jobs, jobs / ORPHANS));
        execute("ANALYZE TABLE leasehold_job, leasehold_lease");
    }

    /** How many rows of tables and indexes the server read meanwhile. */
    long rows(Runnable call) {
        long before = counted();
        long idle = counted() - before;
        call.run();
        return counted() - before - 2 * idle;
    }

    private long counted() {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTED)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the leases that left the orphans. */
    Survey survey() {
        return survey(Optional.empty());
    }

    /** One that looks for jobs of 64 types under 64 leases, and finds none. */
    Survey idleSurvey() {
        return survey(Optional.of(LeaseId.of(4097 + 500)));
    }

    private Survey survey(Optional<LeaseId> cursor) {
        return store.survey(new SurveyRequest(caller, TYPES, cursor, SurveyRequest.LEASES));
    }

    List<LeaseId> dead() {
        return survey().ended().stream().map(EndedLease::id).toList();
    }

    /** 256 of the orphans, from slot 0. */
    List<JobRecord> claim(List<LeaseId> dead) {
        number += 2;
        return store.claim(new ClaimRequest(caller, number, TYPES, new ClaimRequest.Orphans(dead, 256, 8 << 20)));
    }

    /** How the server would carry this out. */
    String plan(String sql) {
        String whole = new SqlText(new MariaDbDialect(MariaDbDialect.MARIADB), "leasehold").of(sql);
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN " + whole)) {
            row.next();
            return Stream.of("type", "key", "key_len", "ref", "rows", "Extra")
                    .map(column -> column + "=" + told(row, column))
                    .collect(Collectors.joining(" "));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String told(ResultSet row, String column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        MariaDb.run(uri, sql);
    }

    @Override
    public void close() {
        store.close();
        MariaDb.drop(uri);
    }
}
