package io.leasehold.redis;

import java.util.function.Supplier;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.Pool;

/** Makes connections to whichever server is the primary by then, as the client knows it. Thread-safe. */
final class PrimaryConnections implements PooledObjectFactory<Connection> {
    private final Supplier<PooledObjectFactory<Connection>> primary;

    private PrimaryConnections(Supplier<PooledObjectFactory<Connection>> primary) {
        this.primary = primary;
    }

    /** Where sentinels say who it is. */
    static PrimaryConnections of(RedisSentinelClient client) {
        return new PrimaryConnections(() -> client.getPrimaryNodesConnectionMap().values().stream()
                .findFirst()
                .map(Pool::getFactory)
                .orElseThrow(() -> new JedisConnectionException("no sentinel tells of a primary")));
    }

    @Override
    public PooledObject<Connection> makeObject() throws Exception {
        return primary.get().makeObject();
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
