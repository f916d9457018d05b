package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.WriteAnswer;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisSentinelClient;

/** A primary with a replica that follows it with a delay, and a sentinel that puts it in its place. */
class FailOverTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RedisProcess primary = RedisProcess.started();
    private final RedisProcess replica =
            RedisProcess.started("--replicaof", "127.0.0.1 " + primary.port(), "--repl-diskless-sync-delay", "0");
    private final RedisProcess sentinel = RedisProcess.sentinel(primary);
    private final RedisClient behind = RedisClient.create(primary.uri());
    private final RedisSentinelClient client = RedisSentinelClient.builder()
            .masterName("main")
            .sentinels(Set.of(new HostAndPort("127.0.0.1", sentinel.port())))
            .build();
    private final List<StoreException> troubles = new ArrayList<>();
    private LeaseStore store;

    @AfterEach
    void close() {
        store.close();
        client.close();
        behind.close();
        sentinel.close();
        replica.close();
        primary.close();
    }

    /** Both are followed: the sentinels that a URI names, and a user's own client. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewPrimaryIsFoundAndWhatTheOldOneLostIsNoticed(boolean byUri) throws InterruptedException {
        StoreOptions hasty = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(1));
        String uri = "redis-sentinel://127.0.0.1:1,127.0.0.1:" + sentinel.port() + "#main";
        store = byUri ? new RedisStoreProvider().open(uri, hasty) : RedisLeaseStore.over(client, hasty);
        store.prepare(PrepareMode.CREATE);
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a");
        JobRecord first = Samples.claim(store, lease, 2).get(0);
        store.write(List.of(Samples.write(first, 1, true)));
        Semaphore heard = new Semaphore(0);
        assertThat(((Subscribable) store).subscribe(heard::release)).isPresent();
        knownToTheReplicaAndTheSentinel();

        replica.freeze();
        Servers.send(behind, Command.CLIENT, "KILL", "TYPE", "replica");
        JobRecord second = Samples.claim(store, lease, 4).get(0);
        primary.close();
        heard.drainPermits();
        replica.thaw();

        await().atMost(SOON).until(() -> answered(lease));
        assertThat(troubles)
                .as("nobody is told that trying again won't help")
                .isNotEmpty()
                .noneMatch(StoreRejected.class::isInstance);
        assertThat(store.find(new JobId("a")).orElseThrow().ownership().token())
                .as("the second claim is lost")
                .isEqualTo(first.ownership().token());
        assertThat(store.write(List.of(Samples.write(second, 1, false))))
                .as("and its owner hears so")
                .containsExactly(new WriteAnswer.Regressed(WriteAnswer.Loss.TOKEN_WENT_BACK));
        assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).as("the gap is told").isTrue();
        heard.drainPermits();
        store.ring();
        assertThat(heard.tryAcquire(30, TimeUnit.SECONDS))
                .as("rings are heard from the new one")
                .isTrue();
    }

    private boolean answered(LeaseId lease) {
        try {
            store.renew(lease, Samples.TTL, Load.NONE);
            store.bell();
            return true;
        } catch (StoreException trouble) {
            troubles.add(trouble);
            return false;
        }
    }

    private void knownToTheReplicaAndTheSentinel() {
        try (RedisClient following = RedisClient.create(replica.uri());
                RedisClient watching = RedisClient.create("127.0.0.1", sentinel.port())) {
            await().atMost(SOON).until(() -> "1".equals(following.hget("{leasehold}:job:a", "revision")));
            await().atMost(SOON).until(() -> watching.info("sentinel").contains("slaves=1"));
        }
    }
}
