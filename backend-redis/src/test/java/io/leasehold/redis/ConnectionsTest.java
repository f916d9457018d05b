package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;

/** R22: connections are made by who needs one, and by nobody who gives one back. */
class ConnectionsTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RedisUri uri = RedisUri.parse(Servers.uri());
    private final List<Connection> made = new ArrayList<>();
    private final ConnectionSource source =
            new ConnectionSource(new Counted(), new RedisTrouble("test", uri.secrets()), 0);

    private final class Counted extends BasePooledObjectFactory<Connection> {
        @Override
        public Connection create() {
            Connection next = new Connection(uri.places().get(0), uri.config(Samples.TTL));
            made.add(next);
            return next;
        }

        @Override
        public PooledObject<Connection> wrap(Connection connection) {
            return new DefaultPooledObject<>(connection);
        }
    }

    @AfterEach
    void close() {
        source.close();
        assertThat(made).noneMatch(Connection::isConnected);
    }

    private Connection taken() {
        return source.taken(source.others(), "a test", SOON);
    }

    @Test
    void oneThatComesBackIsLentAgain() {
        Connection first = taken();
        source.giveBack(source.others(), first);
        assertThat(taken()).isSameAs(first);
        source.giveBack(source.others(), first);
    }

    @Test
    void aBrokenOneIsDroppedWithAllThatAreIdleAndNoneIsMadeInItsPlace() {
        Connection broken = taken();
        Connection idle = taken();
        source.giveBack(source.others(), idle);
        broken.setBroken();
        source.giveBack(source.others(), broken);
        assertThat(made).hasSize(2).noneMatch(Connection::isConnected);
        Connection next = taken();
        assertThat(made).hasSize(3).last().isSameAs(next);
        source.giveBack(source.others(), next);
    }

    @Test
    void oneThatIsLentWhenItIsClosedIsDroppedWhenItComesBack() {
        Connection lent = taken();
        source.close();
        assertThat(lent.isConnected()).isTrue();
        source.giveBack(source.others(), lent);
        assertThat(lent.isConnected()).isFalse();
    }

    @Test
    void noMoreAreLentThanThereMayBe() throws Exception {
        try (Connections two = new Connections(new Counted(), 2)) {
            Connection one = two.take(SOON);
            Connection other = two.take(SOON);
            assertThatThrownBy(() -> two.take(Duration.ofMillis(1))).isInstanceOf(NoSuchElementException.class);
            two.giveBack(one);
            assertThat(two.take(SOON)).isSameAs(one);
            two.giveBack(one);
            two.giveBack(other);
        }
    }
}
