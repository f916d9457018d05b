package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R21, R22: every trouble is one clear line of the right kind, and no call outlasts its time. */
class TroubleTest {
    private static final LeaseId LEASE = LeaseId.of(1);
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(1));

    private final JdbcTrouble trouble = new JdbcTrouble(new H2Dialect(), "\"jdbc:h2:mem:x\"");

    @Test
    void anUnreachableServerIsUnavailable() {
        StoreException e = opening("jdbc:h2:tcp://localhost:1/x;USER=me;PASSWORD=geheim");

        assertThat(e).isInstanceOf(StoreUnavailable.class).hasMessageContaining("can be reached");
    }

    @Test
    void aFolderThatCannotBeMadeIsUnavailable() {
        assertThat(opening("jdbc:h2:file:/proc/nothing/x")).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aWrongPasswordIsRejected() {
        String uri = Stores.memoryUri();
        try (LeaseStore first = LeaseStores.open(uri + ";USER=me;PASSWORD=right")) {
            StoreException e = opening(uri + ";USER=me;PASSWORD=geheim");

            assertThat(e).isInstanceOf(StoreRejected.class).hasMessageContaining("check user name and password");
        }
    }

    @Test
    void aFileThatAnotherProcessLocksIsUnavailable(@TempDir Path folder) throws Exception {
        try (Connection holder = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("leasehold"))) {
            StoreException e = opening(Stores.fileUri(folder));

            assertThat(holder.isValid(1)).isTrue();
            assertThat(e).isInstanceOf(StoreUnavailable.class).hasMessageContaining("AUTO_SERVER=TRUE");
        }
    }

    @Test
    void aUserWithoutRightsIsRejected() throws Exception {
        String uri = Stores.memoryUri();
        try (LeaseStore first = LeaseStores.open(uri + ";USER=admin;PASSWORD=a");
                Connection admin = DriverManager.getConnection(uri + ";USER=admin;PASSWORD=a")) {
            admin.createStatement().execute("CREATE USER guest PASSWORD 'geheim'");
            try (LeaseStore guest = open(uri + ";USER=guest;PASSWORD=geheim", PrepareMode.NONE)) {
                assertThatThrownBy(() -> guest.renew(LEASE, Duration.ofSeconds(1), Load.NONE))
                        .isInstanceOf(StoreRejected.class)
                        .hasMessageContaining("grant this user the right");
                assertThatThrownBy(() -> guest.prepare(PrepareMode.VALIDATE)).isInstanceOf(StoreRejected.class);
            }
        }
    }

    @Test
    void aMissingTableIsRejectedAndTheMessageSaysWhatMakesIt() {
        try (LeaseStore store = open(Stores.memoryUri(), PrepareMode.NONE)) {
            assertThatThrownBy(() -> store.list(JobQuery.all()))
                    .isInstanceOf(StoreRejected.class)
                    .hasMessageContaining("prepare(CREATE)")
                    .hasMessageMatching(".*");
        }
    }

    @Test
    void aClosedStoreIsUnavailable() {
        LeaseStore store = Stores.memory();
        store.close();
        store.close();

        assertThatThrownBy(() -> store.end(LEASE, io.leasehold.store.LeaseEnd.CLEAN))
                .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(store::bell).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aRowThatSomebodyLocksMakesTheHeartbeatUnavailableInTime() throws Exception {
        String uri = Stores.memoryUri();
        try (LeaseStore store = LeaseStores.open(uri, SHORT, PrepareMode.CREATE);
                Connection locker = DriverManager.getConnection(uri)) {
            store.grant(LEASE, "me", Duration.ofMinutes(1));
            locker.setAutoCommit(false);
            locker.createStatement().executeUpdate("UPDATE leasehold_lease SET weight = 2");
            long start = System.nanoTime();

            assertThatThrownBy(() -> store.renew(LEASE, Duration.ofMinutes(1), Load.NONE))
                    .isInstanceOf(StoreUnavailable.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.callTimeout());
            locker.rollback();
        }
    }

    @Test
    void whatAnExceptionMeansDependsOnWhetherSomethingMayHaveChanged() {
        SQLException broken = new SQLException("Connection is broken", "90067", 90067);

        assertThat(trouble.failed("write", broken, true)).isInstanceOf(UnknownOutcome.class);
        assertThat(trouble.failed("write", broken, false)).isInstanceOf(StoreUnavailable.class);
        assertThat(trouble.noConnection("write", broken)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aBatchMayBeAppliedInPartWhateverOneEntryMet() {
        BatchUpdateException batch = new BatchUpdateException("batch", "42102", 42102, new int[] {1, -3});
        batch.setNextException(new SQLException("Table not found", "42S02", 42102));

        assertThat(trouble.meaning(batch)).isEqualTo(Meaning.SCHEMA_MISSING);
        assertThat(trouble.surelyNotApplied(batch)).isFalse();
    }

    @Test
    void behindAPoolsOwnWordsStandsWhatTheDatabaseSaid() {
        var pool = new SQLTransientConnectionException("pool - Connection is not available");
        pool.initCause(new SQLException("Wrong user name or password", "28000", 28000));

        assertThat(trouble.meaning(pool)).isEqualTo(Meaning.WRONG_LOGIN);
    }

    @Test
    void neitherMessageNorCauseRepeatsAUri() {
        SQLException e =
                new SQLException("URL format error; must be x but is jdbc:h2:mem:x;PASSWORD=geheim", "90046", 90046);
        StoreException told = trouble.noConnection("opening", e);

        assertThat(told).hasNoCause();
        assertThat(told.getMessage()).doesNotContain("geheim").matches(".*");
    }

    private static StoreException opening(String uri) {
        StoreException e = catchThrowableOfType(
                StoreException.class,
                () -> LeaseStores.open(uri, SHORT, PrepareMode.CREATE).close());
        assertThat(e).isNotNull();
        assertThat(e.getMessage()).matches(".*").doesNotContain("geheim");
        return e;
    }

    private static LeaseStore open(String uri, PrepareMode mode) {
        return LeaseStores.open(uri, SHORT, mode);
    }
}
