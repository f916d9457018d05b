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

/** R21, R22 on MariaDB: every trouble is one clear line of the right kind, and no call outlasts its time. */
@WithMariaDb
class MariaDbTroubleTest {
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(2));
    private static final String LOCKED = "UPDATE leasehold_lease SET weight = 2";

    private final String uri = MariaDb.uri();
    private final String guest = "guest_" + MariaDb.database(uri).substring("leasehold_".length());
    private final LeaseStore store = LeaseStores.open(uri, SHORT, PrepareMode.CREATE);
    private LeaseId lease = LeaseId.of(0);

    @BeforeEach
    void aLease() {
        lease = Samples.granted(store, 1);
    }

    @AfterEach
    void close() {
        store.close();
        MariaDb.drop(uri);
    }

    private LeaseState renew(LeaseStore by) {
        return by.renew(lease, Samples.TTL, Load.NONE);
    }

    @Test
    void anUnreachableServerIsUnavailable() {
        assertThat(opening("mysql://me:geheim@localhost:1/x"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("can be reached");
        assertThat(opening("jdbc:mysql://localhost:1/x?user=me&password=geheim"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("can be reached");
    }

    @Test
    void aServerThatSaysNothingIsUnavailableInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();

            assertThat(opening("mysql://me:geheim@localhost:" + silent.getLocalPort() + "/x"))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsRejected() {
        assertThat(opening(uri.replace(MariaDb.database(uri), "nowhere")))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("1049");
    }

    @Test
    void aWrongPasswordIsRejected() {
        asGuest(() -> assertThat(opening(MariaDb.uri(uri, guest, "otherwise")))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("check user name and password"));
    }

    @Test
    void aUserWithoutRightsIsRejectedAndOneWithLeastRightsWorks() {
        asGuest(() -> {
            grant("CREATE TEMPORARY TABLES");
            try (LeaseStore refused = LeaseStores.open(guestUri(), SHORT, PrepareMode.NONE)) {
                assertThatThrownBy(() -> renew(refused))
                        .isInstanceOf(StoreRejected.class)
                        .hasMessageContaining("grant this user the right");
            }
            grant("SELECT, INSERT, UPDATE, DELETE");
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
            grant("SELECT, INSERT, UPDATE, DELETE");
            try (LeaseStore replica = LeaseStores.open(guestUri(), SHORT, PrepareMode.VALIDATE)) {
                MariaDb.run(uri, "SET GLOBAL read_only = ON");
                assertThatThrownBy(() -> renew(replica))
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("1290")
                        .hasMessageContaining("name the primary");
            } finally {
                MariaDb.run(uri, "SET GLOBAL read_only = OFF");
            }
        });
    }

    private void asGuest(Runnable story) {
        MariaDb.run(uri, "CREATE USER " + guest + " IDENTIFIED BY 'geheim'");
        try {
            story.run();
        } finally {
            MariaDb.run(uri, "DROP USER " + guest);
        }
    }

    private void grant(String rights) {
        MariaDb.run(uri, "GRANT " + rights + " ON " + MariaDb.database(uri) + ".* TO " + guest);
    }

    private String guestUri() {
        return MariaDb.uri(uri, guest, "geheim");
    }

    @Test
    void aRowThatSomebodyLocksMakesTheHeartbeatUnavailableInTime() throws Exception {
        long start = System.nanoTime();

        StoreException e = Waiting.during(
                uri, LOCKED, () -> catchThrowableOfType(StoreException.class, () -> renew(store)), blocking -> {
                    // It ends by itself.
                    Thread.sleep(SHORT.callTimeout().toMillis());
                });

        assertThat(e).isInstanceOf(StoreUnavailable.class).hasMessageContaining("1969");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(renew(store)).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    void nobodyKnowsWhatBecameOfAWriteWhoseConnectionBroke() throws Exception {
        StoreException e = Waiting.during(
                uri,
                LOCKED,
                () -> catchThrowableOfType(StoreException.class, () -> renew(store)),
                blocking -> MariaDb.run(
                        uri,
                        "BEGIN NOT ATOMIC FOR one IN (SELECT id FROM information_schema.processlist WHERE db = DATABASE()"
                                + " AND info LIKE '%R2 moves the end%' AND id <> CONNECTION_ID())"
                                + " DO EXECUTE IMMEDIATE CONCAT('KILL CONNECTION ', one.id); END FOR; END"));

        assertThat(e).isInstanceOf(UnknownOutcome.class).hasMessageContaining("may have been applied");
        assertThat(renew(store)).isInstanceOf(LeaseState.Live.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1062, 23000, DUPLICATE",
        "1050, 42S01, DUPLICATE",
        "1213, 40001, TRANSIENT",
        "1205, HY000, TRANSIENT",
        "1146, 42S02, SCHEMA_MISSING",
        "1142, 42000, NOT_PERMITTED",
        "1045, 28000, WRONG_LOGIN",
        "1290, HY000, READ_ONLY",
        "1836, HY000, READ_ONLY",
        "1047, 08S01, READ_ONLY",
        "1969, 70100, TOO_SLOW",
        "3024, HY000, TOO_SLOW",
        "1317, 70100, TOO_SLOW",
        "1053, 08S01, UNREACHABLE",
        "1927, 70100, UNREACHABLE",
        "2013, 08000, UNREACHABLE",
        "1040, 08004, EXHAUSTED",
        "1114, HY000, EXHAUSTED",
        "1049, 42000, REJECTED",
        "1048, 23000, REJECTED",
        "1153, 08S01, REJECTED",
        "1064, 42000, REJECTED",
        "-1, 42000, UNREACHABLE",
        "1105, HY000, UNCLEAR",
        "0, , UNCLEAR"
    })
    void codesMean(int code, String state, Meaning meaning) {
        assertThat(MariaDbDialect.UNASKED.meaning(new SQLException("x", state, code)))
                .isEqualTo(meaning);
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
