package io.leasehold.redis;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Which node of a cluster serves a namespace, all of whose keys are in one slot. It gets to know the other nodes too. Thread-safe. */
final class ClusterSlots implements Guides.Question {
    private final int slot;
    private final List<HostAndPort> seeds;
    private volatile Set<HostAndPort> nodes;

    /**
     * @param seeds the nodes that are known from the beginning
     */
    ClusterSlots(String namespace, List<HostAndPort> seeds) {
        this.slot = JedisClusterCRC16.getSlot(("{" + namespace + "}:").getBytes(StandardCharsets.UTF_8));
        this.seeds = seeds;
        this.nodes = new LinkedHashSet<>(seeds);
    }

    /** Every node that may be asked: those last heard of, and those known from the beginning. */
    Collection<HostAndPort> nodes() {
        return nodes;
    }

    @Override
    public Optional<HostAndPort> ask(Connection connection, HostAndPort guide) {
        Reply ranges = new Reply(connection.executeCommand(new CommandArguments(Command.CLUSTER).add("SLOTS")));
        Set<HostAndPort> heard = new LinkedHashSet<>();
        Optional<HostAndPort> serving = Optional.empty();
        for (Reply range : ranges.parts()) {
            List<Reply> parts = range.parts();
            List<HostAndPort> serve = parts.subList(2, parts.size()).stream()
                    .map(node -> node(node.parts(), guide))
                    .toList();
            heard.addAll(serve);
            if (parts.get(0).number() <= slot && slot <= parts.get(1).number()) {
                serving = serve.stream().findFirst();
            }
        }
        heard.addAll(seeds);
        nodes = heard;
        return serving;
    }

    /** A node that doesn't know by what name it is reached leaves that to who asks. */
    private static HostAndPort node(List<Reply> parts, HostAndPort guide) {
        String host = parts.get(0).isAbsent() ? "" : parts.get(0).text();
        return new HostAndPort(
                host.isEmpty() || host.equals("?") ? guide.getHost() : host,
                Math.toIntExact(parts.get(1).number()));
    }
}
