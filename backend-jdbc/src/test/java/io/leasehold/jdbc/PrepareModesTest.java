package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Progress;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R24: what each mode may do to the database, judged by everything that H2 itself says it holds. */
class PrepareModesTest {
    private static final LeaseId LEASE = LeaseId.of(1);

    private final String uri = Stores.memoryUri();
    private Connection admin;

    @BeforeEach
    void connect() throws SQLException {
        admin = DriverManager.getConnection(uri);
    }

    @AfterEach
    void disconnect() throws SQLException {
        admin.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"VALIDATE", "NONE"})
    void nothingIsWrittenWhereNothingIs(PrepareMode mode) throws SQLException {
        List<String> before = everything();
        try (LeaseStore store = open(PrepareMode.NONE)) {
            if (mode == PrepareMode.VALIDATE) {
                assertThatThrownBy(() -> store.prepare(mode)).isInstanceOf(StoreRejected.class);
            } else {
                store.prepare(mode);
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenWhereEverythingIs(PrepareMode mode) throws SQLException {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            Samples.submit(store, "a");
            Samples.granted(store, 1);
            List<String> before = everything();
            store.prepare(mode);

            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void theCheckOfWhatIsWrittenSeesARow() throws SQLException {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            List<String> before = everything();
            store.ring();

            assertThat(everything()).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 4, 1L << 40, Long.MAX_VALUE})
    void aForeignNumberIsRejectedByBothAndNothingIsWritten(long number) throws SQLException {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            execute("UPDATE leasehold_meta SET number = " + number + " WHERE name = 'schema'");
            List<String> before = everything();
            for (PrepareMode mode : List.of(PrepareMode.CREATE, PrepareMode.VALIDATE)) {
                assertThatThrownBy(() -> store.prepare(mode))
                        .isInstanceOf(StoreRejected.class)
                        .hasMessageContaining("has schema " + number + ", but this code runs on 2 and 3; ")
                        .hasMessageMatching(".*");
            }
            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void aNumberBelowTheFirstHasNoMigrationAndCreateSaysSo() throws SQLException {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            execute("UPDATE leasehold_meta SET number = 0 WHERE name = 'schema'");

            assertThatThrownBy(() -> store.prepare(PrepareMode.CREATE))
                    .hasMessageContaining("no migration leads from there");
        }
    }

    @Test
    void whatAnInterruptedCreationLeftIsNoticedAndCompleted() throws SQLException {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            execute("DELETE FROM leasehold_meta");
            assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                    .hasMessageContaining("is missing or not filled");
            execute("DROP INDEX leasehold_job_finished");
            execute("DROP TABLE leasehold_lease");
            store.prepare(PrepareMode.CREATE);

            store.prepare(PrepareMode.VALIDATE);
            store.ring();
            assertThat(store.bell()).isEqualTo(1);
            assertThat(everything()).anyMatch(line -> line.contains("LEASEHOLD_JOB_FINISHED"));
        }
    }

    @Test
    void aUserWhoMayOnlyReadMayValidate() throws SQLException {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            assertThat(store.bell()).isZero();
            execute("CREATE USER reader PASSWORD 'r'");
            execute("GRANT SELECT ON SCHEMA public TO reader");
            String reader = uri + ";USER=reader;PASSWORD=r";
            try (LeaseStore reading = LeaseStores.open(reader, StoreOptions.DEFAULT, PrepareMode.VALIDATE)) {
                assertThat(reading.list(JobQuery.all()).jobs()).isEmpty();
                assertThatThrownBy(reading::ring)
                        .isInstanceOf(StoreRejected.class)
                        .hasMessageContaining("grant this user the right");
            }
        }
    }

    @Test
    void everyCallOnAMissingSchemaSaysWhatMakesIt() {
        try (LeaseStore store = open(PrepareMode.NONE)) {
            calls(store)
                    .forEach((name, call) -> assertThatThrownBy(call::run, name)
                            .isInstanceOf(StoreRejected.class)
                            .hasMessageStartingWith(name)
                            .hasMessageContaining("prepare(CREATE) makes the schema")
                            .hasMessageMatching(".*"));
        }
    }

    private static Map<String, Runnable> calls(LeaseStore store) {
        JobId job = new JobId("a");
        Write write = new Write(job, LEASE, 1, 1, Progress.initial(1), Optional.empty(), false);
        Map<String, Runnable> calls = new TreeMap<>();
        calls.put("grant", () -> store.grant(LEASE, "me", Samples.TTL));
        calls.put("renew", () -> store.renew(LEASE, Samples.TTL, Load.NONE));
        calls.put("end", () -> store.end(LEASE, LeaseEnd.CLEAN));
        calls.put("survey", () -> store.survey(new SurveyRequest(LEASE, Samples.TYPES, Optional.empty(), 1)));
        calls.put("claim", () -> Samples.claim(store, LEASE, 1));
        calls.put("write", () -> store.write(List.of(write)));
        calls.put("submit", () -> Samples.submit(store, "a"));
        calls.put("command", () -> store.command(new Command(job, RunId.of(1), 0, new Command.Stop())));
        calls.put("find", () -> store.find(job));
        calls.put("list", () -> store.list(JobQuery.all()));
        calls.put("owned", () -> store.owned(LEASE, Optional.empty()));
        calls.put("tidy", () -> store.tidy(Optional.empty()));
        calls.put("bell", store::bell);
        calls.put("ring", store::ring);
        return calls;
    }

    private LeaseStore open(PrepareMode mode) {
        return LeaseStores.open(uri, StoreOptions.DEFAULT, mode);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The whole database as SQL. */
    private List<String> everything() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet script = statement.executeQuery("SCRIPT")) {
            while (script.next()) {
                lines.add(script.getString(1));
            }
        }
        return lines;
    }
}
