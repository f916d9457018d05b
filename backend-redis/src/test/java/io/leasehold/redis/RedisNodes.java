package io.leasehold.redis;

import static org.awaitility.Awaitility.await;

import io.leasehold.testservers.FreePort;
import io.leasehold.testservers.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A cluster of three nodes that share the slots, and a replica of the one that serves a namespace. */
final class RedisNodes implements AutoCloseable {
    private static final int SLOTS = 16_384;
    private static final int PRIMARIES = 3;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<Integer> busPorts = new ArrayList<>();
    private final List<RedisProcess> nodes = new ArrayList<>();
    private final Map<RedisProcess, RedisClient> clients = new LinkedHashMap<>();
    private final String namespace;

    /** The namespace is the one whose node has a replica. */
    RedisNodes(String namespace) {
        this.namespace = namespace;
        for (int i = 0; i <= PRIMARIES; i++) {
            int busPort = FreePort.any();
            RedisProcess node = RedisProcess.started(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-port",
                    Integer.toString(busPort),
                    "--cluster-node-timeout",
                    "1000",
                    "--repl-diskless-sync-delay",
                    "0");
            busPorts.add(busPort);
            nodes.add(node);
            clients.put(node, RedisClient.create(node.uri()));
        }
        for (int i = 1; i < nodes.size(); i++) {
            tell(
                    nodes.get(0),
                    "MEET",
                    "127.0.0.1",
                    Integer.toString(nodes.get(i).port()),
                    Integer.toString(busPorts.get(i)));
        }
        for (int i = 0; i < PRIMARIES; i++) {
            tell(nodes.get(i), "ADDSLOTSRANGE", Integer.toString(first(i)), Integer.toString(first(i + 1) - 1));
        }
        await().atMost(SOON).until(() -> nodes.stream().allMatch(this::complete));
        tell(replica(), "REPLICATE", id(serving()));
        await().atMost(SOON)
                .until(() -> clients.get(replica()).info("replication").contains("master_link_status:up"));
    }

    private static int first(int primary) {
        return SLOTS * primary / PRIMARIES;
    }

    private boolean complete(RedisProcess node) {
        return tell(node, "INFO").contains("cluster_state:ok")
                && tell(node, "INFO").contains("cluster_known_nodes:" + nodes.size());
    }

    /** Sends a node a command about the cluster. */
    String tell(RedisProcess node, String... words) {
        Object answer = clients.get(node).sendCommand(Command.CLUSTER, words);
        return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(answer);
    }

    String id(RedisProcess node) {
        return tell(node, "MYID");
    }

    /** The slot of a namespace. */
    static int slot(String namespace) {
        return JedisClusterCRC16.getSlot("{" + namespace + "}:");
    }

    /** The one that serves a namespace from the beginning. */
    RedisProcess serving(String namespace) {
        int slot = slot(namespace);
        return nodes.get((int)
                IntStream.range(1, PRIMARIES).filter(i -> first(i) <= slot).count());
    }

    private RedisProcess serving() {
        return serving(namespace);
    }

    /** The first one that does not. */
    RedisProcess another(String other) {
        return nodes.stream().filter(node -> node != serving(other)).findFirst().orElseThrow();
    }

    /** Of the one that serves the namespace named at first. */
    RedisProcess replica() {
        return nodes.get(PRIMARIES);
    }

    List<RedisProcess> primaries() {
        return nodes.subList(0, PRIMARIES);
    }

    List<RedisProcess> all() {
        return nodes;
    }

    RedisClient client(RedisProcess node) {
        return clients.get(node);
    }

    /** Of all nodes. */
    String uri() {
        return "redis-cluster://"
                + nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        clients.values().forEach(RedisClient::close);
        nodes.forEach(RedisProcess::close);
    }
}
