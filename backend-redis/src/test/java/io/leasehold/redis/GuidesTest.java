package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

class GuidesTest {
    private static final HostAndPort PRIMARY = new HostAndPort("primary", 1);

    private final RedisUri server = RedisUri.parse(Servers.uri());
    private final Set<String> down = new HashSet<>();
    private final Set<String> ignorant = new HashSet<>();
    private final List<String> asked = new ArrayList<>();

    private Guides guides(Duration most) {
        return new Guides(
                () -> List.of(new HostAndPort("a", 1), new HostAndPort("b", 1), new HostAndPort("c", 1)),
                this::connection,
                this::answer,
                most);
    }

    private Connection connection(HostAndPort guide) {
        asked.add(guide.getHost());
        if (down.contains(guide.getHost())) {
            throw new JedisConnectionException("down");
        }
        return new Connection(server.places().get(0), server.config(Samples.TTL));
    }

    private Optional<HostAndPort> answer(Connection connection, HostAndPort guide) {
        if (ignorant.contains("refusing " + guide.getHost())) {
            throw new JedisAccessControlException("NOAUTH");
        }
        return ignorant.contains(guide.getHost()) ? Optional.empty() : Optional.of(PRIMARY);
    }

    @Test
    void theOneThatAnsweredLastIsAskedFirst() {
        Guides guides = guides(Samples.TTL);
        down.add("a");
        assertThat(guides.primary()).isEqualTo(PRIMARY);
        down.clear();
        assertThat(guides.primary()).isEqualTo(PRIMARY);
        ignorant.add("b");
        assertThat(guides.primary()).isEqualTo(PRIMARY);
        assertThat(asked).containsExactly("a", "b", "b", "b", "c");
    }

    @Test
    void whereNobodyKnowsEachIsAskedOnce() {
        ignorant.addAll(Set.of("a", "b", "c"));
        assertThatThrownBy(guides(Samples.TTL)::primary).isInstanceOf(JedisConnectionException.class);
        assertThat(asked).containsExactly("a", "b", "c");
    }

    @Test
    void nobodyIsAskedBeyondTheTime() {
        assertThatThrownBy(guides(Duration.ZERO)::primary).isInstanceOf(JedisConnectionException.class);
        assertThat(asked).isEmpty();
    }

    /** For that would be taken for final. */
    @Test
    void aRefusalIsToldOnlyIfAllRefuse() {
        ignorant.addAll(Set.of("refusing a", "refusing b", "refusing c"));
        assertThatThrownBy(guides(Samples.TTL)::primary).hasCauseInstanceOf(JedisAccessControlException.class);
        down.add("a");
        assertThatThrownBy(guides(Samples.TTL)::primary).hasRootCauseMessage("down");
    }
}
