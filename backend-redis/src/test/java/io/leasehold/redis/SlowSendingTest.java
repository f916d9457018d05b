package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/**
 * R22: a process that stands still between its look at the clock and its sending. A client whose connection was cut meanwhile connects
 * anew, without a login and in the server's first database, where nothing is: its answers would be believed.
 */
class SlowSendingTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final RedisProcess server = RedisProcess.started();
    private final RedisUri uri = RedisUri.parse(server.uri() + "/3");
    private final LeaseStore store = RedisLeaseStore.opened(
            new ConnectionSource(new SlowOnes(), new RedisTrouble("test", uri.secrets()), 0),
            StoreOptions.DEFAULT.callTimeout(TIMEOUT));
    private boolean pausing;

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void whoseTimeIsOverSendsNothingAndBelievesNothing() {
        store.prepare(PrepareMode.CREATE);
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a");
        JobRecord claimed = Samples.claim(store, lease, 2).get(0);

        late(() -> store.write(List.of(Samples.write(claimed, 1, false))));
        late(() -> store.renew(lease, Samples.TTL, Load.NONE));
        late(() -> Samples.submit(store, "b"));
        late(() -> store.find(claimed.id()));

        assertThat(store.find(new JobId("b"))).isEmpty();
        assertThat(store.renew(lease, Samples.TTL, Load.NONE)).isInstanceOf(LeaseState.Live.class);
        try (RedisClient first = RedisClient.create(server.uri())) {
            assertThat(first.keys("*")).as("the first database").isEmpty();
        }
    }

    private void late(ThrowingCallable call) {
        pausing = true;
        assertThatThrownBy(call).isInstanceOf(StoreUnavailable.class).hasMessageContaining("was not sent");
    }

    private final class SlowOnes extends BasePooledObjectFactory<Connection> {
        @Override
        public Connection create() {
            return new Slow();
        }

        @Override
        public PooledObject<Connection> wrap(Connection connection) {
            return new DefaultPooledObject<>(connection);
        }
    }

    /** Stands still once before it sends a script. */
    private final class Slow extends Connection {
        Slow() {
            super(uri.places().get(0), uri.config(TIMEOUT));
        }

        @Override
        public void sendCommand(CommandArguments command) {
            long end = System.nanoTime() + PAUSE.toNanos();
            while (pausing && command.getCommand() == Command.EVALSHA && System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            pausing &= command.getCommand() != Command.EVALSHA;
            super.sendCommand(command);
        }
    }
}
