package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.JobId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.LockName;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** R24. */
class SchemaTest {
    private final String uri = Stores.memoryUri();

    /** Repeated, because H2's own race over an index that two sessions create is met in many a try. */
    @RepeatedTest(30)
    void manyInstancesMayPrepareAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (LeaseStore store = open(PrepareMode.NONE)) {
            Callable<Boolean> prepare = () -> {
                store.prepare(PrepareMode.CREATE);
                return true;
            };
            for (Future<Boolean> done : threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> prepare).toList())) {
                assertThat(done.get()).isTrue();
            }
            store.prepare(PrepareMode.VALIDATE);
            assertThat(store.bell()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void validationOfWhatIsMissingChangesNothingAndSaysWhatMakesIt() {
        try (LeaseStore store = open(PrepareMode.NONE)) {
            assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                    .isInstanceOf(StoreRejected.class)
                    .hasMessageContaining("leasehold_meta")
                    .hasMessageContaining("prepare(CREATE)")
                    .hasMessageMatching(".*");
            assertThatThrownBy(store::bell).isInstanceOf(StoreRejected.class);
        }
    }

    @Test
    void preparingAgainKeepsTheBell() {
        try (LeaseStore store = open(PrepareMode.CREATE)) {
            store.ring();
            store.prepare(PrepareMode.CREATE);

            assertThat(store.bell()).isEqualTo(1);
        }
    }

    @Test
    void theNextSchemaIsAcceptedAndTheOneBehindItIsNot() throws Exception {
        try (LeaseStore store = open(PrepareMode.CREATE);
                Connection connection = DriverManager.getConnection(uri)) {
            raise(connection);
            for (PrepareMode mode : List.of(PrepareMode.CREATE, PrepareMode.VALIDATE)) {
                assertThatCode(() -> store.prepare(mode)).doesNotThrowAnyException();
            }
            raise(connection);
            for (PrepareMode mode : List.of(PrepareMode.CREATE, PrepareMode.VALIDATE)) {
                assertThatThrownBy(() -> store.prepare(mode))
                        .isInstanceOf(StoreRejected.class)
                        .hasMessageContaining("has schema " + (JdbcSchema.NUMBER + 2));
            }
        }
    }

    /** Schema 2 added the locks. */
    @Test
    void aSchemaWithoutLocksIsMigratedAndKeepsItsJobs() throws Exception {
        try (LeaseStore store = open(PrepareMode.CREATE);
                Connection connection = DriverManager.getConnection(uri)) {
            Samples.submit(store, "a");
            connection.createStatement().execute("DROP TABLE leasehold_lock");
            connection.createStatement().execute("UPDATE leasehold_meta SET number = 1 WHERE name = 'schema'");
            assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                    .isInstanceOf(StoreRejected.class)
                    .hasMessageContaining("prepare(CREATE) migrates");

            store.prepare(PrepareMode.CREATE);

            store.prepare(PrepareMode.VALIDATE);
            assertThat(store.lock(new LockName("door")).free()).isTrue();
            assertThat(store.find(new JobId("a"))).isPresent();
        }
    }

    @Test
    void aColumnThatIsMissingIsNoticed() throws Exception {
        try (LeaseStore store = open(PrepareMode.CREATE);
                Connection connection = DriverManager.getConnection(uri)) {
            connection.createStatement().execute("ALTER TABLE leasehold_job DROP COLUMN probation");

            assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE)).isInstanceOf(StoreRejected.class);
        }
    }

    @Test
    void namespacesDoNotMeet() {
        try (LeaseStore one = Stores.open(uri, "one");
                LeaseStore two = Stores.open(uri, "two")) {
            one.ring();

            assertThat(one.bell()).isEqualTo(1);
            assertThat(two.bell()).isZero();
        }
    }

    private static void raise(Connection connection) throws Exception {
        connection.createStatement().execute("UPDATE leasehold_meta SET number = number + 1 WHERE name = 'schema'");
    }

    private LeaseStore open(PrepareMode mode) {
        return LeaseStores.open(uri, StoreOptions.DEFAULT, mode);
    }
}
