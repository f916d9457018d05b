package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;

/** R22: who is over time is disconnected, but never before it has begun to send, for then the client would connect anew. */
class WatchTest {
    private final RedisUri uri = RedisUri.parse(Servers.uri());
    private final Connection connection = new Connection(uri.places().get(0), uri.config(Samples.TTL));
    private final Watch watch = new Watch();

    @AfterEach
    void close() {
        connection.close();
        watch.close();
    }

    @Test
    void whatIsLateIsNotSentAndItsConnectionStaysUntilItIsGivenBack() {
        try (Watch.Use use = watch.begin(connection, Budget.of(Duration.ofMillis(1)))) {
            await().until(use::late);
            assertThat(use.sending()).isFalse();
            assertThat(connection.isConnected()).isTrue();
        }
        assertThat(connection.isBroken()).isTrue();
    }

    @Test
    void whatIsBeingSentIsCut() {
        try (Watch.Use use = watch.begin(connection, Budget.of(Duration.ofMillis(500)))) {
            assertThat(use.sending()).isTrue();
            assertThat(use.sending()).as("a client may look at a request twice").isTrue();
            await().until(() -> !connection.isConnected());
        }
        assertThat(connection.isBroken()).isTrue();
    }

    @Test
    void whatEndsInTimeIsLeftAlone() {
        try (Watch.Use use = watch.begin(connection, Budget.of(Duration.ofMinutes(1)))) {
            assertThat(use.sending()).isTrue();
        }
        assertThat(connection.isBroken()).isFalse();
        assertThat(connection.ping()).isTrue();
    }
}
