package io.leasehold.redis;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.RedisProcess;
import io.leasehold.testservers.wire.EveryOperation;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import redis.clients.jedis.RedisClient;

/** Every operation where a replica confirms what is changed. */
class WaitOperationsTest extends EveryOperation {
    private static final RedisProcess PRIMARY = RedisProcess.started();
    private static final RedisProcess REPLICA =
            RedisProcess.started("--replicaof", "127.0.0.1 " + PRIMARY.port(), "--repl-diskless-sync-delay", "0");
    private static LeaseStore store;

    @BeforeAll
    static void open() {
        try (RedisClient behind = RedisClient.create(PRIMARY.uri())) {
            WaitTest.following(behind);
        }
        store = new RedisStoreProvider()
                .open(PRIMARY.uri() + "?wait=1", StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1)));
        store.prepare(PrepareMode.CREATE);
    }

    @AfterAll
    static void stop() {
        store.close();
        REPLICA.close();
        PRIMARY.close();
    }

    @Override
    protected LeaseStore store() {
        return store;
    }
}
