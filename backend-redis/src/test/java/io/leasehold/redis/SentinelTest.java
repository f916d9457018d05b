package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.RedisProcess;
import io.leasehold.testservers.wire.EveryOperation;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A primary that a URI names by its sentinels, one of which doesn't run. */
class SentinelTest extends EveryOperation {
    private static final StoreOptions PATIENT = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));
    private static final StoreOptions HASTY = StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(600));

    private static final RedisProcess PRIMARY = RedisProcess.started("--requirepass", "g3h31m");
    private static final RedisProcess SENTINEL = RedisProcess.sentinel(PRIMARY);
    private static LeaseStore store;

    @BeforeAll
    static void open() {
        store = opened(SENTINEL.port(), "main", PATIENT);
        store.prepare(PrepareMode.CREATE);
    }

    private static LeaseStore opened(int sentinel, String primary, StoreOptions options) {
        String uri = "redis-sentinel://:g3h31m@127.0.0.1:1,127.0.0.1:" + sentinel + "/1#" + primary;
        return new RedisStoreProvider().open(uri, options);
    }

    @AfterAll
    static void stop() {
        store.close();
        SENTINEL.close();
        PRIMARY.close();
    }

    @Override
    protected LeaseStore store() {
        return store;
    }

    @Test
    void aNameThatNoSentinelKnowsIsAnOutage() {
        assertThatThrownBy(() -> opened(SENTINEL.port(), "other", HASTY))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("tells where the primary is")
                .hasMessageContaining("127.0.0.1:" + SENTINEL.port())
                .hasMessageNotContaining("g3h31m");
    }

    @Test
    void whereNoSentinelCanBeAskedNothingIsSent() {
        assertThatThrownBy(() -> opened(2, "main", HASTY))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void sentinelsThatAreFrozenHoldUpNobodyWhoIsConnectedAndNobodyTooLong() {
        try (LeaseStore connected = opened(SENTINEL.port(), "main", HASTY)) {
            connected.bell();
            SENTINEL.freeze();
            try {
                assertThat(connected.bell()).isEqualTo(store.bell());
                long began = System.nanoTime();
                assertThatThrownBy(() -> opened(SENTINEL.port(), "main", HASTY)).isInstanceOf(StoreUnavailable.class);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            } finally {
                SENTINEL.thaw();
            }
        }
    }
}
