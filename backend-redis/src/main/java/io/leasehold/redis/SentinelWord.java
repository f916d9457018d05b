package io.leasehold.redis;

import java.util.List;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;

/**
 * Where the primary is, as a sentinel says.
 *
 * @param name by which the sentinels know it
 */
record SentinelWord(String name) implements Guides.Question {
    @Override
    public Optional<HostAndPort> ask(Connection connection, HostAndPort guide) {
        Reply told = new Reply(connection.executeCommand(new CommandArguments(Command.SENTINEL)
                .add("GET-MASTER-ADDR-BY-NAME")
                .add(name)));
        if (told.isAbsent()) {
            return Optional.empty();
        }
        List<Reply> place = told.parts();
        return Optional.of(new HostAndPort(place.get(0).text(), place.get(1).small()));
    }
}
