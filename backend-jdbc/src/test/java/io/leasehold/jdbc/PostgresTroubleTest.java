package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R21, R22 on PostgreSQL: every trouble is one clear line of the right kind, and no call outlasts its time. */
class PostgresTroubleTest {
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(2));
    private static final String LOCKED = "UPDATE leasehold_lease SET weight = 2";

    private final String uri = Postgres.uri();
    private final String schema = uri.substring(uri.lastIndexOf('=') + 1);
    private final String guest = schema + "_guest";
    private final LeaseStore store = LeaseStores.open(uri, SHORT, PrepareMode.CREATE);
    private LeaseId lease = LeaseId.of(0);

    @BeforeEach
    void aLease() {
        lease = Samples.granted(store, 1);
    }

    @AfterEach
    void close() {
        store.close();
        Postgres.drop(uri);
    }

    private LeaseState renew(LeaseStore by) {
        return by.renew(lease, Samples.TTL, Load.NONE);
    }

    @Test
    void anUnreachableServerIsUnavailable() {
        assertThat(opening("postgres://me:geheim@localhost:1/x"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("can be reached");
    }

    @Test
    void aServerThatSaysNothingIsUnavailableInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            assertThat(opening("postgres://me:geheim@localhost:" + silent.getLocalPort() + "/x"))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsRejected() {
        assertThat(opening(uri.replaceFirst("/[^/?]+\\?", "/nowhere?")))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("3D000");
    }

    @Test
    void aRoleWithoutRightsIsRejectedAndOneWithLeastRightsWorks() {
        asGuest(() -> {
            try (LeaseStore refused = LeaseStores.open(guestUri(), SHORT, PrepareMode.NONE)) {
                assertThatThrownBy(() -> renew(refused))
                        .isInstanceOf(StoreRejected.class)
                        .hasMessageContaining("grant this user the right");
            }
            Postgres.run(
                    uri, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + guest);
            try (LeaseStore allowed = LeaseStores.open(guestUri(), SHORT, PrepareMode.CREATE)) {
                Samples.submit(allowed, "a");
                assertThat(Samples.claim(allowed, lease, 2)).hasSize(1);
                assertThat(renew(allowed)).isInstanceOf(LeaseState.Live.class);
            }
        });
    }

    @Test
    void aServerThatTakesNoWritesIsUnavailable() {
        asGuest(() -> {
            Postgres.run(uri, "GRANT ALL ON ALL TABLES IN SCHEMA " + schema + " TO " + guest);
            Postgres.run(uri, "ALTER ROLE " + guest + " SET default_transaction_read_only = on");
            try (LeaseStore standby = LeaseStores.open(guestUri(), SHORT, PrepareMode.VALIDATE)) {
                assertThatThrownBy(() -> renew(standby))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("25006")
                        .hasMessageContaining("name the primary");
            }
        });
    }

    private void asGuest(Runnable story) {
        Postgres.run(uri, "CREATE ROLE " + guest + " LOGIN PASSWORD 'geheim'");
        try {
            Postgres.run(uri, "GRANT USAGE ON SCHEMA " + schema + " TO " + guest);
            story.run();
        } finally {
            Postgres.run(uri, "DROP OWNED BY " + guest);
            Postgres.run(uri, "DROP ROLE " + guest);
        }
    }

    private String guestUri() {
        return uri.replaceAll("([?&])(user|password)=[^&]*", "$1x=y")
                .replaceAll("x=y&?", "")
                .concat("&user=" + guest + "&password=geheim");
    }

    @Test
    void aRowThatSomebodyLocksMakesTheHeartbeatUnavailableInTime() throws Exception {
        long start = System.nanoTime();

        StoreException e = Waiting.during(
                uri, LOCKED, () -> catchThrowableOfType(StoreException.class, () -> renew(store)), blocking -> {
                    // It ends by itself.
                    Thread.sleep(SHORT.callTimeout().toMillis());
                });

        assertThat(e).isInstanceOf(StoreUnavailable.class).hasMessageContaining("55P03");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(renew(store)).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    void nobodyKnowsWhatBecameOfAWriteWhoseConnectionBroke() throws Exception {
        StoreException e = Waiting.during(
                uri,
                LOCKED,
                () -> catchThrowableOfType(StoreException.class, () -> renew(store)),
                blocking -> Postgres.run(
                        uri,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE"
                                + " '%R2 moves the end%'"));

        assertThat(e).isInstanceOf(UnknownOutcome.class).hasMessageContaining("may have been applied");
        assertThat(renew(store)).isInstanceOf(LeaseState.Live.class);
    }

    @ParameterizedTest
    @CsvSource({
        "23505, DUPLICATE",
        "40001, TRANSIENT",
        "40P01, TRANSIENT",
        "55P03, TRANSIENT",
        "42P01, SCHEMA_MISSING",
        "42501, NOT_PERMITTED",
        "28P01, WRONG_LOGIN",
        "25006, READ_ONLY",
        "25P02, SPOILED",
        "57014, TOO_SLOW",
        "57P01, UNREACHABLE",
        "08006, UNREACHABLE",
        "53300, EXHAUSTED",
        "23502, REJECTED",
        "22001, REJECTED",
        "3F000, REJECTED",
        "40003, UNCLEAR",
        "XX000, UNCLEAR"
    })
    void statesMean(String state, Meaning meaning) {
        assertThat(new PostgresDialect().meaning(new SQLException("x", state))).isEqualTo(meaning);
    }

    private static StoreException opening(String uri) {
        StoreException e = catchThrowableOfType(
                StoreException.class,
                () -> LeaseStores.open(uri, SHORT, PrepareMode.CREATE).close());
        assertThat(e).isNotNull();
        assertThat(e.getMessage()).matches(".*").doesNotContain("geheim");
        return e;
    }
}
