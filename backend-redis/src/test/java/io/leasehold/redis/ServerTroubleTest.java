package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Bytes;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import io.leasehold.testservers.RedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;

/** R21, R22: what a server in trouble comes to, each on a server of its own. */
class ServerTroubleTest {
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(400));

    private final RedisProcess server = RedisProcess.started();
    private final RedisClient behind = RedisClient.create(server.uri());
    private LeaseStore store = opened(server.uri());

    private static LeaseStore opened(String uri) {
        LeaseStore store = new RedisStoreProvider().open(uri, SHORT);
        store.prepare(PrepareMode.CREATE);
        return store;
    }

    @AfterEach
    void close() {
        store.close();
        behind.close();
        server.close();
    }

    @Test
    void aFrozenServerMayHaveAppliedWhatItWasSentAndTheRepeatIsHarmless() {
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a");
        JobRecord claimed = Samples.claim(store, lease, 2).get(0);
        List<Write> write = List.of(Samples.write(claimed, 1, true));

        server.freeze();
        long began = System.nanoTime();
        assertThatThrownBy(() -> store.write(write)).isInstanceOf(UnknownOutcome.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThatThrownBy(() -> store.find(claimed.id())).isInstanceOf(StoreUnavailable.class);
        server.thaw();

        assertThat(store.write(write).get(0))
                .as("whether or not the first one was applied when the server went on")
                .isInstanceOfAny(WriteAnswer.Fenced.class, WriteAnswer.Applied.class);
        assertThat(store.find(claimed.id()).orElseThrow().ownership().revision())
                .isOne();
    }

    /** A socket blocks for ever where the other side takes nothing in. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noRequestIsTooLargeToEndInTime() {
        LeaseId lease = Samples.granted(store, 1);
        store.submit(IntStream.range(0, 256)
                .mapToObj(i -> Samples.submission("large " + i))
                .toList());
        Bytes state = Bytes.of(new byte[64 << 10]);
        List<Write> large = Samples.claim(store, lease, 2).stream()
                .map(job -> Samples.write(job, 1, state))
                .toList();
        assertThat(large).hasSize(256);
        server.freeze();
        long began = System.nanoTime();
        assertThatThrownBy(() -> store.write(large)).isInstanceOf(UnknownOutcome.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        server.thaw();
        assertThat(store.bell()).isZero();
    }

    @Test
    void aServerThatIsGoneWasSentNothing() {
        server.close();
        assertThatThrownBy(() -> opened(server.uri()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void aFullServerRejectsAndChangesNothing() {
        LeaseId lease = Samples.granted(store, 1);
        behind.configSet("maxmemory", "1");
        assertThatThrownBy(() -> Samples.submit(store, "a"))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("maxmemory");
        behind.configSet("maxmemory", "0");
        assertThat(store.find(new JobId("a"))).isEmpty();
        assertThat(Samples.claim(store, lease, 2)).isEmpty();
    }

    @Test
    void aReplicaIsAnOutage() {
        LeaseId lease = Samples.granted(store, 1);
        Servers.send(behind, Command.REPLICAOF, "127.0.0.1", "1");
        assertThatThrownBy(() -> store.renew(lease, Samples.TTL, Load.NONE)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.find(new JobId("a")))
                .as("a reading, which a replica would answer")
                .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> opened(server.uri()))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("primary");
        Servers.send(behind, Command.REPLICAOF, "NO", "ONE");
        long before = connectionsMade();
        assertThat(store.renew(lease, Samples.TTL, Load.NONE)).isInstanceOf(LeaseState.Live.class);
        assertThat(connectionsMade())
                .as("it connects anew, for the name may lead to another server by now")
                .isGreaterThan(before);
    }

    private long connectionsMade() {
        return behind.info("stats")
                .lines()
                .filter(line -> line.startsWith("total_connections_received:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerThatCantReachItsReplicasIsAnOutage() {
        LeaseId lease = Samples.granted(store, 1);
        behind.configSet("min-replicas-to-write", "1");
        assertThatThrownBy(() -> store.renew(lease, Samples.TTL, Load.NONE)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void keysOfSomebodyElseAreNotTouched() {
        behind.set("{leasehold}:job:a", "mine");
        behind.set("{leasehold}:lapses", "mine too");
        assertThatThrownBy(() -> Samples.submit(store, "a"))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("another namespace");
        assertThatThrownBy(() -> Samples.granted(store, 1))
                .as("the lease's hash was made before its place in the index was found taken")
                .isInstanceOf(UnknownOutcome.class);
    }

    @Test
    void aSubmissionThatEndedHalfWayIsCompletedByItsRepeat() {
        LeaseId lease = Samples.granted(store, 1);
        behind.set("{leasehold}:lane::1:mail", "somebody else's");
        assertThatThrownBy(() -> Samples.submit(store, "a")).isInstanceOf(UnknownOutcome.class);
        behind.del("{leasehold}:lane::1:mail");
        Samples.submit(store, "a");
        assertThat(Samples.claim(store, lease, 2)).hasSize(1);
    }

    @Test
    void aUserWhoMayNotIsToldSo() {
        user("reader", "on", ">secret", "+@read", "+eval", "+evalsha", "+time", "+info", "~*");
        LeaseStore reader = new RedisStoreProvider().open(uri("reader", "secret"), SHORT);
        assertThatThrownBy(() -> Samples.submit(reader, "a"))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("grant this user");
        assertThat(reader.find(new JobId("a"))).as("who may only read does so").isEmpty();
        assertThat(reader.describe().warnings()).singleElement().asString().contains("may not look up");
        assertThat(((Subscribable) reader).subscribe(() -> {})).as("nor listen").isEmpty();
        reader.close();
        assertThatThrownBy(() -> opened(uri("reader", "wrong")))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("check user name and password");
    }

    private void user(String... rules) {
        List<String> words = new ArrayList<>(List.of("SETUSER"));
        words.addAll(List.of(rules));
        Servers.send(behind, Command.ACL, words.toArray(String[]::new));
    }

    private String uri(String user, String password) {
        return "redis://" + user + ":" + password + "@127.0.0.1:" + server.port();
    }

    @Test
    void aBrokenSubscriptionComesBackAndTellsOfTheGap() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        assertThat(((Subscribable) store).subscribe(heard::release)).isPresent();
        assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).as("the beginning").isTrue();
        heard.drainPermits();

        Servers.send(behind, Command.CLIENT, "KILL", "TYPE", "pubsub");

        assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).as("the gap").isTrue();
        heard.drainPermits();
        store.ring();
        assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).as("a later ring").isTrue();
    }

    @Test
    void whoThrowsOnHearingKeepsNobodyElseFromIt() throws InterruptedException {
        Semaphore heard = new Semaphore(0);
        assertThat(((Subscribable) store).subscribe(() -> {
                    throw new LinkageError("a mistake that a test planted");
                }))
                .isPresent();
        assertThat(((Subscribable) store).subscribe(heard::release)).isPresent();
        for (int i = 0; i < 3; i++) {
            heard.drainPermits();
            store.ring();
            assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).as("ring %d", i).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESP2", "RESP3"})
    void aUsersOwnClientIsLeftAlone(RedisProtocol protocol) throws InterruptedException {
        try (RedisClient own = RedisClient.builder()
                .hostAndPort("127.0.0.1", server.port())
                .clientConfig(
                        DefaultJedisClientConfig.builder().protocol(protocol).build())
                .build()) {
            LeaseStore over = RedisLeaseStore.over(own, SHORT);
            assertThat(over.describe().warnings()).singleElement().asString().contains("keeps nothing on disk");
            use(over);
            assertThat(own.getPool().getNumActive()).isZero();
            assertThat(own.ping()).isEqualTo("PONG");
        }
    }

    private void use(LeaseStore over) throws InterruptedException {
        try (over) {
            over.prepare(PrepareMode.VALIDATE);
            LeaseId lease = Samples.granted(over, 1);
            assertThat(store.renew(lease, Duration.ZERO, Load.NONE)).isInstanceOf(LeaseState.Live.class);
            Semaphore heard = new Semaphore(0);
            assertThat(((Subscribable) over).subscribe(heard::release)).isPresent();
            assertThat(heard.tryAcquire(5, TimeUnit.SECONDS))
                    .as("the beginning")
                    .isTrue();
            heard.drainPermits();
            store.ring();
            assertThat(heard.tryAcquire(5, TimeUnit.SECONDS)).as("a ring").isTrue();
        }
    }

    @Test
    void aClosedStoreSendsNothing() {
        store.close();
        assertThatThrownBy(store::bell).isInstanceOf(StoreUnavailable.class).hasMessageContaining("closed");
    }

    @Test
    void serversThatKeepNothingOrEvictAreWarnedOf() {
        assertThat(store.describe().warnings()).singleElement().asString().contains("keeps nothing on disk");
        behind.configSet("appendonly", "yes");
        behind.configSet("appendfsync", "always");
        behind.configSet("maxmemory-policy", "allkeys-lru");
        store.close();
        store = opened(server.uri());
        assertThat(store.describe().warnings()).singleElement().asString().contains("noeviction");
        behind.configSet("maxmemory-policy", "volatile-lru");
        store.close();
        store = opened(server.uri());
        assertThat(store.describe().warnings()).isEmpty();
    }
}
