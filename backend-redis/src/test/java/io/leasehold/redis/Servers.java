package io.leasehold.redis;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Retention;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.GivenServer;
import io.leasehold.testservers.RedisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** The server that all these tests share, and what they do to it behind the store's back. */
final class Servers {
    private Servers() {}

    /** Started when it is first asked for. */
    private static final class Shared {
        private static final String URI =
                GivenServer.REDIS.uri().orElseGet(() -> RedisProcess.started().uri());
    }

    /** The one that the environment names, or one started for these tests. */
    static String uri() {
        return Shared.URI;
    }

    static RedisClient client() {
        return RedisClient.create(uri());
    }

    /** An empty namespace, and time enough that a busy machine changes no answer. */
    static LeaseStore store(String namespace) {
        return store(uri(), namespace);
    }

    static LeaseStore store(String namespace, Retention retention) {
        return store(uri(), namespace, retention);
    }

    static LeaseStore store(String uri, String namespace) {
        return store(uri, namespace, Retention.DEFAULT);
    }

    private static LeaseStore store(String uri, String namespace, Retention retention) {
        try (RedisClient client = RedisClient.create(uri)) {
            run(client, namespace, "clear");
        }
        StoreOptions patient = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));
        LeaseStore store =
                new RedisStoreProvider().open(uri, patient.namespace(namespace).retention(retention));
        store.prepare(PrepareMode.CREATE);
        return store;
    }

    /** Sends a command that the client has no method for. */
    static void send(RedisClient client, Command command, String... words) {
        CommandArguments arguments = new CommandArguments(command);
        List.of(words).forEach(arguments::add);
        client.executeCommand(arguments);
    }

    /** Runs one of the tests' own scripts, as the store's are run. */
    static Object run(RedisClient client, String namespace, String name, String... arguments) {
        String script =
                resource("prelude") + "\nlocal function main()\n" + resource(name) + "end\n" + resource("epilogue");
        return client.eval(script, List.of("{" + namespace + "}:"), List.of(arguments));
    }

    private static String resource(String name) {
        try (InputStream content = Servers.class.getResourceAsStream(name + ".lua")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
