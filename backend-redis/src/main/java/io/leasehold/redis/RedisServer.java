package io.leasehold.redis;

import io.leasehold.store.StoreException.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What a server says of itself, and what a user should hear of it (R24). It is asked once, when the store is opened.
 *
 * @param kind Redis, or what calls itself otherwise
 * @param version as it tells it
 * @param warnings one line each
 */
record RedisServer(String kind, String version, List<String> warnings) {
    private static final String NOT_LOOKED_UP =
            "this user may not look up whether the server keeps what it acknowledges"
                    + " and never evicts it (CONFIG GET): see to appendonly yes and maxmemory-policy noeviction";
    private static final String KEEPS_NOTHING = "the server keeps nothing on disk (appendonly no, no save points): all"
            + " is lost when it stops; set appendonly yes";
    private static final String SNAPSHOTS =
            "the server keeps snapshots alone (appendonly no): what it acknowledged since"
                    + " the last one is lost when it dies; set appendonly yes";
    private static final String SYNCS_LATE =
            "the server may lose what it acknowledged in its last second when its machine"
                    + " dies (appendfsync is not always)";
    private static final String REPLICAS = "replicas follow the server with a delay: a fail-over may lose what was"
            + " acknowledged; the loss is noticed (REGRESSED), but not prevented (wait=… has it confirmed by so many first)";

    /** @param replicas how many must have what a call changed before it is answered */
    static RedisServer asked(Connection connection, RedisTrouble trouble, int replicas) {
        Map<String, String> info = new LinkedHashMap<>();
        info.putAll(info(connection, "server"));
        info.putAll(info(connection, "replication"));
        if (info.getOrDefault("role", "").equals("slave")) {
            throw new StoreUnavailable("opening the store found a replica at Redis " + trouble.where()
                    + ", which takes no writes and may lag; name the primary");
        }
        List<String> warnings = new ArrayList<>(warnings(connection));
        int following = Integer.parseInt(info.getOrDefault("connected_slaves", "0"));
        if (following > replicas) {
            warnings.add(REPLICAS);
        } else if (following < replicas) {
            warnings.add("only " + following + " of the " + replicas + " replicas that must have every change (wait="
                    + replicas + ") follow the server: until more do, every change has an unknown outcome");
        }
        String name = info.getOrDefault("server_name", "redis");
        String kind = name.equals("valkey") ? "Valkey" : "Redis";
        String version = info.getOrDefault(
                name + "_version", info.getOrDefault("redis_version", "unknown: this user may not ask (INFO)"));
        return new RedisServer(kind, version, warnings);
    }

    private static Map<String, String> info(Connection connection, String section) {
        Map<String, String> info = new LinkedHashMap<>();
        allowed(connection, new CommandArguments(Command.INFO).add(section))
                .ifPresent(reply -> reply.text()
                        .lines()
                        .map(line -> line.split(":", 2))
                        .filter(pair -> pair.length == 2)
                        .forEach(pair -> info.put(pair[0], pair[1])));
        return info;
    }

    private static List<String> warnings(Connection connection) {
        List<String> warnings = new ArrayList<>();
        Optional<String> appending = setting(connection, "appendonly");
        Optional<String> evicting = setting(connection, "maxmemory-policy");
        if (appending.isEmpty() || evicting.isEmpty()) {
            return List.of(NOT_LOOKED_UP);
        }
        if (appending.get().equals("no")) {
            warnings.add(setting(connection, "save").orElse("").isEmpty() ? KEEPS_NOTHING : SNAPSHOTS);
        } else if (!setting(connection, "appendfsync").equals(Optional.of("always"))) {
            warnings.add(SYNCS_LATE);
        }
        if (evicting.get().startsWith("allkeys")) {
            warnings.add("the server evicts keys when its memory is full (maxmemory-policy " + evicting.get()
                    + "), and with them jobs and their tokens; set noeviction");
        }
        return warnings;
    }

    private static Optional<String> setting(Connection connection, String name) {
        return allowed(
                        connection,
                        new CommandArguments(Command.CONFIG).add("GET").add(name))
                .map(reply -> reply.fields().get(name))
                .map(Reply::text);
    }

    /** What it answers, unless it refuses: providers rename or forbid some commands. */
    private static Optional<Reply> allowed(Connection connection, CommandArguments command) {
        try {
            return Optional.of(new Reply(connection.executeCommand(command)));
        } catch (JedisDataException e) {
            if (Meaning.of(String.valueOf(e.getMessage())) == Meaning.WRONG_LOGIN) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The channel on which rings are told. */
    static byte[] channel(String namespace) {
        return ("{" + namespace + "}:bell").getBytes(StandardCharsets.UTF_8);
    }
}
