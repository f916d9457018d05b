package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.store.WriteAnswer;
import io.leasehold.testservers.FreePort;
import io.leasehold.testservers.RedisProcess;
import io.leasehold.testservers.wire.EveryOperation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;

/** A cluster of real servers: each namespace is on one node, which is found by any, and followed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest extends EveryOperation {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final StoreOptions PATIENT = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));
    private static final StoreOptions HASTY = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(1));

    private static final String NAMESPACE = PATIENT.namespace();
    private static final String MOVING = "moving";
    private static final RedisNodes NODES = new RedisNodes(NAMESPACE);
    private static LeaseStore store;

    /** By way of a node that doesn't serve the namespace. */
    @BeforeAll
    static void open() {
        store = new RedisStoreProvider()
                .open("redis-cluster://127.0.0.1:" + NODES.another(NAMESPACE).port(), PATIENT);
        store.prepare(PrepareMode.CREATE);
    }

    @AfterAll
    static void stop() {
        store.close();
        NODES.close();
    }

    @Override
    protected LeaseStore store() {
        return store;
    }

    @Test
    void allKeysAreInOneSlotOfOneNode() {
        Samples.submit(store, "one");
        String slot = Integer.toString(RedisNodes.slot(NAMESPACE));
        for (RedisProcess node : NODES.primaries()) {
            long others = NODES.client(node).keys("*").stream()
                    .filter(key -> !key.startsWith("{moving}:"))
                    .count();
            assertThat(NODES.tell(node, "COUNTKEYSINSLOT", slot)).isEqualTo(Long.toString(others));
            assertThat(others > 0).isEqualTo(node == NODES.serving(NAMESPACE));
        }
    }

    @Test
    void aUsersOwnClientLeadsThereToo() throws InterruptedException {
        HostAndPort another =
                new HostAndPort("127.0.0.1", NODES.another(NAMESPACE).port());
        try (RedisClusterClient client =
                        RedisClusterClient.builder().nodes(Set.of(another)).build();
                LeaseStore over = RedisLeaseStore.over(client, PATIENT)) {
            over.prepare(PrepareMode.VALIDATE);
            Semaphore heard = new Semaphore(0);
            assertThat(((Subscribable) over).subscribe(heard::release)).isPresent();
            assertThat(heard.tryAcquire(30, TimeUnit.SECONDS))
                    .as("the beginning")
                    .isTrue();
            heard.drainPermits();
            store.ring();
            assertThat(heard.tryAcquire(30, TimeUnit.SECONDS)).as("a ring").isTrue();
            assertThat(over.bell()).isEqualTo(store.bell());
            assertThat(client.getClusterNodes().values()).allMatch(pool -> pool.getNumActive() == 0);
        }
    }

    @Test
    void theRightsThatTheReadmeNamesAreEnough() {
        List<String> user = new ArrayList<>(List.of("SETUSER", "leasehold", "on", ">g3h31m", "+cluster|slots"));
        user.addAll(LeastRightsTest.rights());
        user.remove("-@all");
        NODES.all().forEach(node -> Servers.send(NODES.client(node), Command.ACL, user.toArray(String[]::new)));
        String uri = NODES.uri().replace("://", "://leasehold:g3h31m@");
        try (LeaseStore least = new RedisStoreProvider().open(uri, PATIENT)) {
            least.prepare(PrepareMode.VALIDATE);
            least.ring();
            assertThat(least.bell()).isPositive();
            assertThat(((Subscribable) least).subscribe(() -> {})).isPresent();
        }
    }

    @Test
    void aNodeThatIsTakenForALoneServerSaysWhatWouldBeRight() {
        String wrong = "redis://127.0.0.1:" + NODES.another(NAMESPACE).port();
        try (LeaseStore lost = new RedisStoreProvider().open(wrong, PATIENT)) {
            assertThatThrownBy(lost::bell)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("MOVED")
                    .hasMessageContaining("redis-cluster://");
        }
    }

    @Test
    void aNodeOfNoClusterYetIsAnOutage() {
        try (RedisProcess alone =
                RedisProcess.started("--cluster-enabled", "yes", "--cluster-port", Integer.toString(FreePort.any()))) {
            String place = "://127.0.0.1:" + alone.port();
            try (LeaseStore down = new RedisStoreProvider().open("redis" + place, HASTY)) {
                assertThatThrownBy(down::bell)
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("CLUSTERDOWN");
            }
            assertThatThrownBy(() -> new RedisStoreProvider().open("redis-cluster" + place, HASTY))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("tells where the primary is");
        }
    }

    /** It may be alone on the wrong side. */
    @Test
    void aNodeWhoseClusterIsDownIsNotBelievedThoughItAnswersReads() {
        try (RedisProcess alone = RedisProcess.started(
                        "--cluster-enabled", "yes", "--cluster-port", Integer.toString(FreePort.any()));
                RedisClient behind = RedisClient.create(alone.uri())) {
            String slot = Integer.toString(RedisNodes.slot(NAMESPACE));
            Servers.send(behind, Command.CLUSTER, "ADDSLOTS", slot);
            behind.configSet("cluster-require-full-coverage", "no");
            try (LeaseStore down = new RedisStoreProvider().open("redis-cluster://127.0.0.1:" + alone.port(), HASTY)) {
                await().atMost(SOON)
                        .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                        .until(() -> down.bell() == 0);
                behind.configSet("cluster-allow-reads-when-down", "yes");
                behind.configSet("cluster-require-full-coverage", "yes");
                Servers.send(behind, Command.CLUSTER, "ADDSLOTS", Integer.toString(RedisNodes.slot(MOVING)));
                await().atMost(SOON)
                        .until(() -> behind.sendCommand(Command.CLUSTER, "INFO") instanceof byte[] info
                                && new String(info, StandardCharsets.UTF_8).contains("cluster_state:fail"));
                assertThatThrownBy(down::bell)
                        .isInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("cluster is down");
            }
        }
    }

    /** A node from which a slot is being moved answers nothing about it: the first key of each script is never there. */
    @Test
    void aSlotThatIsMovedIsAnOutageUntilItHasMoved() {
        RedisProcess from = NODES.serving(MOVING);
        RedisProcess to = NODES.another(MOVING);
        String slot = Integer.toString(RedisNodes.slot(MOVING));
        try (LeaseStore moving = new RedisStoreProvider().open(NODES.uri(), PATIENT.namespace(MOVING))) {
            moving.prepare(PrepareMode.CREATE);
            LeaseId lease = Samples.granted(moving, 1);
            Samples.submit(moving, "a", "b");
            JobRecord claimed = Samples.claim(moving, lease, 2).get(0);

            NODES.tell(to, "SETSLOT", slot, "IMPORTING", NODES.id(from));
            NODES.tell(from, "SETSLOT", slot, "MIGRATING", NODES.id(to));
            eachIsAnOutage(moving, claimed, lease);
            migrate(from, to);
            eachIsAnOutage(moving, claimed, lease);
            NODES.primaries().forEach(node -> NODES.tell(node, "SETSLOT", slot, "NODE", NODES.id(to)));

            assertThat(moving.write(List.of(Samples.write(claimed, 1, false))))
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
            assertThat(moving.owned(lease, Optional.empty()).jobs()).hasSize(2);
        }
    }

    private static void eachIsAnOutage(LeaseStore moving, JobRecord claimed, LeaseId lease) {
        assertThatThrownBy(() -> moving.write(List.of(Samples.write(claimed, 1, false))))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("ASK");
        assertThatThrownBy(() -> moving.find(claimed.id())).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> moving.renew(lease, Samples.TTL, Load.NONE)).isInstanceOf(StoreUnavailable.class);
    }

    private static void migrate(RedisProcess from, RedisProcess to) {
        Set<String> keys = NODES.client(from).keys("{" + MOVING + "}:*");
        assertThat(keys).isNotEmpty();
        for (String key : keys) {
            Servers.send(
                    NODES.client(from), Command.MIGRATE, "127.0.0.1", Integer.toString(to.port()), key, "0", "10000");
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aReplicaThatTakesOverIsFound() throws InterruptedException {
        LeaseId lease = Samples.granted(store, 1_000);
        Samples.submit(store, "kept");
        JobRecord kept = Samples.named(store, lease, "kept");
        Semaphore heard = new Semaphore(0);
        assertThat(((Subscribable) store).subscribe(heard::release)).isPresent();
        assertThat(NODES.client(NODES.serving(NAMESPACE)).waitReplicas("{leasehold}:", 1, 10_000))
                .isOne();

        NODES.serving(NAMESPACE).close();

        await().atMost(SOON).ignoreExceptionsInstanceOf(StoreException.class).until(() -> {
            store.renew(lease, Samples.TTL, Load.NONE);
            return true;
        });
        assertThat(store.write(List.of(Samples.write(kept, 1, false))))
                .as("what the replica had is kept")
                .hasOnlyElementsOfType(WriteAnswer.Applied.class);
        heard.drainPermits();
        await().atMost(SOON).until(() -> {
            store.ring();
            return heard.tryAcquire(100, TimeUnit.MILLISECONDS);
        });
    }
}
