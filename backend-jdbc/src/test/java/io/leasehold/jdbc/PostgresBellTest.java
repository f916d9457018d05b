package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Subscribable.Subscription;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R20 by {@code LISTEN}: gaps are told, and nothing is left behind. */
class PostgresBellTest {
    private static final String LISTENERS = " FROM pg_stat_activity WHERE datname = current_database()"
            + " AND query IN ('LISTEN belltest_bell', 'SELECT 1')";

    private final String uri = Postgres.uri();
    private final LeaseStore store = Stores.open(uri, "belltest");
    private final Semaphore heard = new Semaphore(0);

    @AfterEach
    void close() {
        store.close();
        Postgres.drop(uri);
    }

    private Optional<Subscription> subscribe(LeaseStore by) {
        return ((Subscribable) by).subscribe(heard::release);
    }

    private boolean hears() throws InterruptedException {
        return heard.tryAcquire(20, TimeUnit.SECONDS);
    }

    @Test
    void aConnectionThatBreaksIsReplacedAndTheGapIsTold() throws Exception {
        Subscription subscription = subscribe(store).orElseThrow();
        heard.drainPermits();
        Postgres.run(uri, "SELECT pg_terminate_backend(pid)" + LISTENERS);

        assertThat(hears()).as("the gap").isTrue();
        heard.drainPermits();
        store.ring();
        assertThat(hears()).as("a ring behind it").isTrue();
        subscription.close();
    }

    @Test
    void aHearerThatThrowsKeepsNoOtherFromHearingNorTheNextRing() throws Exception {
        Semaphore thrown = new Semaphore(0);
        Subscription throwing = ((Subscribable) store)
                .subscribe(() -> {
                    thrown.release();
                    throw new AssertionError("planted");
                })
                .orElseThrow();
        Subscription other = subscribe(store).orElseThrow();
        heard.drainPermits();
        thrown.drainPermits();
        for (int ring = 1; ring <= 2; ring++) {
            store.ring();
            assertThat(thrown.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(hears()).as("ring %s", ring).isTrue();
        }
        assertThat(listeners()).isEqualTo(1);
        throwing.close();
        other.close();
    }

    @Test
    void theLastThatIsClosedEndsTheConnection() {
        Subscription one = subscribe(store).orElseThrow();
        Subscription two = subscribe(store).orElseThrow();
        assertThat(listeners()).isEqualTo(1);
        one.close();
        one.close();
        assertThat(listeners()).isEqualTo(1);
        two.close();
        await().until(() -> listeners() == 0);

        assertThat(subscribe(store)).isPresent();
        store.close();
        await().until(() -> listeners() == 0);
        assertThatThrownBy(() -> subscribe(store)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void aUsersDataSourceLendsOneConnection() throws Exception {
        StoreOptions options = StoreOptions.DEFAULT.namespace("belltest");
        try (LeaseStore borrowing = JdbcLeaseStore.over(Direct.source(uri), options)) {
            assertThat(subscribe(borrowing)).isPresent();
            heard.drainPermits();
            store.ring();
            assertThat(hears()).isTrue();
        }
        await().until(() -> listeners() == 0);
    }

    private int listeners() {
        try (Connection connection = Direct.connection(uri);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*)" + LISTENERS)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
