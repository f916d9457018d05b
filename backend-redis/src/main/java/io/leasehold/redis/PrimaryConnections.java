package io.leasehold.redis;

import io.leasehold.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.Pool;

/** Makes connections to whichever server is the primary by then: who that is, is found out anew for each. Thread-safe. */
final class PrimaryConnections implements PooledObjectFactory<Connection> {
    private final Search search;

    /** Finds the primary, and how connections to it are made. */
    private interface Search {
        PooledObjectFactory<Connection> primary();
    }

    private PrimaryConnections(Search search) {
        this.search = search;
    }

    /** The URI's server, or the one that its sentinels name, or the node of its cluster that serves the namespace. */
    static PooledObjectFactory<Connection> of(RedisUri uri, StoreOptions options) {
        Duration timeout = options.callTimeout();
        return switch (uri.kind()) {
            case SERVER -> new ConnectionFactory(uri.places().get(0), uri.config(timeout));
            case SENTINELS -> guided(uri, timeout, sentinels(uri, timeout));
            case CLUSTER -> guided(uri, timeout, nodes(uri, options));
        };
    }

    private static PrimaryConnections guided(RedisUri uri, Duration timeout, Guides guides) {
        JedisClientConfig config = uri.guided(timeout);
        return new PrimaryConnections(() -> new ConnectionFactory(guides.primary(), config));
    }

    private static Guides sentinels(RedisUri uri, Duration timeout) {
        JedisClientConfig config = uri.guides(timeout);
        return new Guides(
                uri::places,
                sentinel -> new Connection(sentinel, config),
                new SentinelWord(uri.primary()),
                Budget.quarter(timeout));
    }

    private static Guides nodes(RedisUri uri, StoreOptions options) {
        JedisClientConfig config = uri.guides(options.callTimeout());
        ClusterSlots slots = new ClusterSlots(options.namespace(), uri.places());
        return new Guides(
                slots::nodes, node -> new Connection(node, config), slots, Budget.quarter(options.callTimeout()));
    }

    /** Where a user's own client leads. */
    static PooledObjectFactory<Connection> of(UnifiedJedis client, StoreOptions options) {
        if (client instanceof RedisClient alone) {
            return alone.getPool().getFactory();
        } else if (client instanceof RedisSentinelClient sentinels) {
            return of(sentinels);
        } else if (client instanceof RedisClusterClient cluster) {
            return of(cluster, options);
        }
        throw new IllegalArgumentException(
                "the client must be a RedisClient, RedisSentinelClient or RedisClusterClient, but is a "
                        + client.getClass().getName());
    }

    /** Where sentinels say who it is. */
    private static PrimaryConnections of(RedisSentinelClient client) {
        return new PrimaryConnections(() -> client.getPrimaryNodesConnectionMap().values().stream()
                .findFirst()
                .map(Pool::getFactory)
                .orElseThrow(() -> new JedisConnectionException("no sentinel tells of a primary")));
    }

    /** The node that serves the namespace, as one of those says that the client knows. */
    private static PrimaryConnections of(RedisClusterClient client, StoreOptions options) {
        ClusterSlots slots = new ClusterSlots(options.namespace(), List.of());
        Guides guides = new Guides(
                () -> client.getClusterNodes().keySet().stream()
                        .map(HostAndPort::from)
                        .toList(),
                node -> known(client, node).makeObject().getObject(),
                slots,
                Budget.quarter(options.callTimeout()));
        return new PrimaryConnections(() -> known(client, guides.primary()));
    }

    /** How the client connects to this node, which it may have to hear of first. */
    private static PooledObjectFactory<Connection> known(RedisClusterClient client, HostAndPort node) {
        return pool(client, node)
                .or(() -> {
                    client.refreshClusterTopology();
                    return pool(client, node);
                })
                .map(ConnectionPool::getFactory)
                .orElseThrow(() -> new JedisConnectionException("the cluster has no node " + node));
    }

    private static Optional<ConnectionPool> pool(RedisClusterClient client, HostAndPort node) {
        return Optional.ofNullable(client.getClusterNodes().get(node.toString()));
    }

    @Override
    public PooledObject<Connection> makeObject() throws Exception {
        return search.primary().makeObject();
    }

    @Override
    public void destroyObject(PooledObject<Connection> connection) {
        connection.getObject().close();
    }

    @Override
    public boolean validateObject(PooledObject<Connection> connection) {
        return connection.getObject().isConnected();
    }

    @Override
    public void activateObject(PooledObject<Connection> connection) {}

    @Override
    public void passivateObject(PooledObject<Connection> connection) {}
}
