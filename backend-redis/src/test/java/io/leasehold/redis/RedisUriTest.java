package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.LeaseStores;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

class RedisUriTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    @ParameterizedTest
    @CsvSource({
        "redis://h, h, 6379, 0, , ",
        "redis://h:7000, h, 7000, 0, , ",
        "redis://h:7000/3, h, 7000, 3, , ",
        "redis://h/, h, 6379, 0, , ",
        "redis://:geheim@h, h, 6379, 0, , geheim",
        "redis://joe:geheim@h:1/2, h, 1, 2, joe, geheim",
        "redis://joe:ge%40heim@h, h, 6379, 0, joe, ge@heim",
        "redis://joe:ge@he/i?m#:x@h, h, 6379, 0, joe, ge@he/i?m#:x",
        "redis://joe:ge+heim@h, h, 6379, 0, joe, ge+heim",
        "redis://joe:100%@h, h, 6379, 0, joe, 100%",
        "redis://[::1]:7000, ::1, 7000, 0, , "
    })
    void says(String uri, String host, int port, int database, String user, String password) {
        RedisUri read = RedisUri.parse(uri);
        JedisClientConfig config = read.config(TIMEOUT);
        assertThat(read.places()).containsExactly(new HostAndPort(host, port));
        assertThat(config.getDatabase()).isEqualTo(database);
        assertThat(config.getUser()).isEqualTo(user);
        assertThat(config.getPassword()).isEqualTo(password);
        assertThat(config.getConnectionTimeoutMillis()).isEqualTo(1_000);
        assertThat(config.getSocketTimeoutMillis()).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "redis-sentinel://h#main, SENTINELS, h:26379, 0, main",
        "rediss-sentinel://joe:geheim@h1:1;h2;[::1]:3/2#my.main-1, SENTINELS, h1:1;h2:26379;::1:3, 2, my.main-1",
        "redis-sentinel://joe:ge#heim@h/#main, SENTINELS, h:26379, 0, main",
        "redis-cluster://joe:geheim@h1:7000;h2, CLUSTER, h1:7000;h2:6379, 0, ",
        "REDISS-CLUSTER://h/0, CLUSTER, h:6379, 0, "
    })
    void saysWhoKnowsThePrimary(String uri, RedisUri.Kind kind, String places, int database, String primary) {
        RedisUri read = RedisUri.parse(uri.replace(';', ','));
        assertThat(read.kind()).isEqualTo(kind);
        assertThat(read.places()).hasToString("[" + places.replace(";", ", ") + "]");
        assertThat(read.primary()).isEqualTo(primary == null ? "" : primary);
        assertThat(read.guided(TIMEOUT).getDatabase()).isEqualTo(database);
        assertThat(read.guided(TIMEOUT).getUser()).isEqualTo(uri.contains("joe") ? "joe" : null);
        assertThat(read.guides(TIMEOUT).getPassword())
                .as("sentinels hear of no login")
                .isEqualTo(kind == RedisUri.Kind.CLUSTER && uri.contains("joe") ? "geheim" : null);
        assertThat(read.guides(TIMEOUT).getSslOptions() != null)
                .isEqualTo(uri.startsWith("rediss") || uri.startsWith("REDISS"));
    }

    @ParameterizedTest
    @CsvSource({
        "redis://h, 0",
        "redis://h?wait=1, 1",
        "redis://joe:a?wait=2@h/3?wait=12, 12",
        "redis-sentinel://h/3?wait=2#main, 2",
        "redis-cluster://h?wait=0, 0"
    })
    void saysHowManyReplicasMustConfirm(String uri, int replicas) {
        assertThat(RedisUri.parse(uri).replicas()).isEqualTo(replicas);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h?wait=",
                "redis://h?wait=100",
                "redis://h?wait=-1",
                "redis://h?wait=1&password=geheim",
                "redis-sentinel://h1,h2:geheim#main",
                "redis-sentinel://h1,h2",
                "redis-sentinel://h1,h2#",
                "redis-sentinel://h1,,h2#main",
                "redis-sentinel://h#ge heim",
                "redis-cluster://h1,h2/1",
                "redis-cluster://h1,h2#geheim",
                "redis-cluster://",
                "redis://h1,h2",
                "redis://h#geheim",
                "redis://",
                "redis://:geheim@",
                "redis://h:geheim",
                "redis://h:99999",
                "redis://h/geheim",
                "redis://h?password=geheim",
                "redis://h1,h2:geheim",
                "redis:/h"
            })
    void refusesWhatCantBeRight(String uri) {
        assertThatThrownBy(() -> RedisUri.parse(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://[[user][:password]@]host[:port][/database]")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theProviderIsFoundByItsForms() {
        RedisStoreProvider provider = new RedisStoreProvider();
        assertThat(provider.opens("redis://h")).isTrue();
        assertThat(provider.opens("REDISS://h")).isTrue();
        assertThat(provider.opens("redis-sentinel://h#m")).isTrue();
        assertThat(provider.opens("rediss-cluster://h")).isTrue();
        assertThat(provider.opens("redis:h")).isFalse();
        assertThat(provider.opens("redis-other://h")).isFalse();
        assertThat(provider.opens("")).isFalse();
        assertThatThrownBy(() -> LeaseStores.open("redis://"))
                .as("the service is registered")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no host");
    }

    @Test
    void aServerWithoutTlsIsNotSpokenToInPlain() {
        String tls = Servers.uri().replace("redis://", "rediss://");
        assertThatThrownBy(() ->
                        new RedisStoreProvider().open(tls, StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(800))))
                .isInstanceOf(StoreUnavailable.class);
    }
}
