package io.leasehold.redis;

import io.leasehold.store.push.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/**
 * The bell's channel, on a connection of its own. One on which nothing was heard for a while is taken for broken: nobody else would
 * notice.
 */
final class RedisLine implements Line {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final ConnectionSource source;
    private final byte[] channel;

    RedisLine(ConnectionSource source, byte[] channel) {
        this.source = source;
        this.channel = channel;
    }

    @Override
    public Optional<Ear> open() {
        RedisEar ear = new RedisEar(source.single("subscribe"), source.trouble());
        try {
            ear.connection.setSoTimeout((int) SILENCE.toMillis());
            ear.connection.sendCommand(Command.SUBSCRIBE, channel);
            ear.connection.getOne();
            return Optional.of(ear);
        } catch (JedisAccessControlException e) {
            ear.close();
            return Optional.empty();
        } catch (RuntimeException e) {
            ear.close();
            throw source.trouble().noConnection("subscribe", e);
        }
    }

    private record RedisEar(Connection connection, RedisTrouble trouble) implements Ear {
        @Override
        public boolean hears() {
            try {
                connection.getOne();
                return true;
            } catch (RuntimeException e) {
                throw trouble.noConnection("subscribe", e);
            }
        }

        @Override
        public void hangUp() {
            try {
                connection.forceDisconnect();
            } catch (IOException e) {
                connection.setBroken();
            }
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
