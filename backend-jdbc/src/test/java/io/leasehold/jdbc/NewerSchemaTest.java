package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.LockName;
import io.leasehold.store.OpenStep;
import io.leasehold.store.Pace;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Progress;
import io.leasehold.store.Status;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R24: code of schema n works on schema n + 1, and what only newer code understands survives all of its writes. */
class NewerSchemaTest {
    private static final JobId JOB = new JobId("a");
    private static final LockName DOOR = new LockName("door");

    private final String uri = Stores.memoryUri();
    private LeaseStore store;
    private Connection newer;

    @BeforeEach
    void migrateFurther() throws SQLException {
        store = Stores.open(uri, "leasehold");
        Samples.submit(store, "a");
        Samples.granted(store, 1);
        newer = DriverManager.getConnection(uri);
        execute("ALTER TABLE leasehold_job ADD COLUMN mood VARCHAR(10) DEFAULT 'none' NOT NULL");
        execute("ALTER TABLE leasehold_lease ADD COLUMN zone VARCHAR(10) DEFAULT 'none' NOT NULL");
        execute("ALTER TABLE leasehold_meta ADD COLUMN note VARCHAR(10) DEFAULT 'none' NOT NULL");
        execute("ALTER TABLE leasehold_lock ADD COLUMN key_ring VARCHAR(10) DEFAULT 'none' NOT NULL");
        execute("CREATE TABLE leasehold_more (id BIGINT PRIMARY KEY)");
        execute("UPDATE leasehold_meta SET number = 3 WHERE name = 'schema'");
        execute("UPDATE leasehold_job SET mood = 'glad'");
        execute("UPDATE leasehold_lease SET zone = 'north'");
        execute("UPDATE leasehold_meta SET note = 'kept'");
    }

    @AfterEach
    void close() throws SQLException {
        newer.close();
        store.close();
    }

    @Test
    void theColumnsOfTheNextSchemaSurviveTheWholeLifeOfJobAndLease() throws SQLException {
        store.prepare(PrepareMode.VALIDATE);
        store.prepare(PrepareMode.CREATE);
        store.ring();
        JobRecord mine = Samples.claim(store, LeaseId.of(1), 2).get(0);
        store.renew(LeaseId.of(1), Samples.TTL, Load.NONE);
        OpenStep step = OpenStep.intent(Bytes.ofUtf8("e"), Bytes.ofUtf8("s"), Pace.AT_ONCE);
        applied(write(mine, 1, false, change -> change.open(Optional.of(step))));
        order(new Command.Stop());
        order(new Command.Start());
        order(new Command.Amend(Bytes.ofUtf8("other")));
        applied(write(mine, 2, true, change -> change.sequence(2).open(Optional.empty())));
        store.takeLock(DOOR, LeaseId.of(1), 0);
        execute("UPDATE leasehold_lock SET key_ring = 'brass'");
        store.end(LeaseId.of(1), LeaseEnd.CLEAN);
        Samples.granted(store, 2);
        JobRecord theirs = Samples.claim(store, LeaseId.of(2), 2, LeaseId.of(1)).get(0);
        applied(write(theirs, 1, true, change -> change.status(Status.FINISHED)));
        store.takeLock(DOOR, LeaseId.of(2), 1);
        store.releaseLock(DOOR, LeaseId.of(2), 2, Samples.TTL);
        store.survey(new SurveyRequest(LeaseId.of(2), Samples.TYPES, Optional.empty(), 64));
        store.tidy(Optional.empty());
        store.tidy(store.tidy(Optional.empty()).next());
        order(new Command.Delete(false));

        assertThat(text("SELECT mood FROM leasehold_job")).isEqualTo("glad");
        assertThat(text("SELECT zone FROM leasehold_lease WHERE id = '" + LeaseId.of(1) + "'"))
                .isEqualTo("north");
        assertThat(text("SELECT key_ring FROM leasehold_lock")).isEqualTo("brass");
        assertThat(text("SELECT MIN(note) FROM leasehold_meta")).isEqualTo("kept");
        assertThat(text("SELECT number FROM leasehold_meta WHERE name = 'schema'"))
                .isEqualTo("3");
    }

    @Test
    void whatOldCodeCreatesHasTheNextSchemasDefaults() throws SQLException {
        Samples.submit(store, "b");
        Samples.granted(store, 2);

        assertThat(text("SELECT mood FROM leasehold_job WHERE id = 'b'")).isEqualTo("none");
        assertThat(text("SELECT zone FROM leasehold_lease WHERE id = '" + LeaseId.of(2) + "'"))
                .isEqualTo("none");
    }

    private static Write write(JobRecord job, long revision, boolean release, UnaryOperator<Progress.Change> change) {
        return new Write(
                job.id(),
                job.ownership().owner().orElseThrow(),
                job.ownership().token(),
                revision,
                change.apply(job.progress().change()).done(),
                Optional.empty(),
                release);
    }

    private void applied(Write write) {
        assertThat(store.write(List.of(write))).hasOnlyElementsOfType(WriteAnswer.Applied.class);
    }

    private void order(Command.Order order) {
        JobRecord job = store.find(JOB).orElseThrow();
        assertThat(store.command(new Command(JOB, job.run(), job.commandNumber(), order)))
                .isInstanceOf(io.leasehold.store.CommandAnswer.Applied.class);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = newer.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = newer.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
