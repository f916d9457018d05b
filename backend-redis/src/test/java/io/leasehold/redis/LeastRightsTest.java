package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Retention;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Subscribable;
import io.leasehold.testservers.RedisProcess;
import io.leasehold.testservers.wire.EveryOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/** R21: a user who has the rights that the README names, and no others, works on what another has prepared. */
class LeastRightsTest extends EveryOperation {
    private static final String SECRET = "g3h31m";
    private static final Pattern LINE = Pattern.compile("(?m)^ACL SETUSER leasehold on >… ((?:.*\\\\\n)*.*)$");
    private static final Pattern SENT = Pattern.compile("(?:redis\\.p?call|change)\\('([A-Z]+)'");
    private static final StoreOptions PATIENT = StoreOptions.DEFAULT
            .callTimeout(Duration.ofMinutes(1))
            .retention(Retention.DEFAULT.tombstones(Duration.ofDays(1)));

    private static final RedisProcess SERVER = RedisProcess.started();
    private static final RedisClient ADMIN = RedisClient.create(SERVER.uri());
    private static LeaseStore store;

    @BeforeAll
    static void another() {
        try (LeaseStore preparing = new RedisStoreProvider().open(SERVER.uri(), PATIENT)) {
            preparing.prepare(PrepareMode.CREATE);
        }
        grant("leasehold", rights());
        store = opened("leasehold", PATIENT);
    }

    @AfterAll
    static void stop() {
        store.close();
        ADMIN.close();
        SERVER.close();
    }

    @Override
    protected LeaseStore store() {
        return store;
    }

    private static LeaseStore opened(String user, StoreOptions options) {
        return new RedisStoreProvider().open(uri(user), options);
    }

    private static String uri(String user) {
        return "redis://" + user + ":" + SECRET + "@127.0.0.1:" + SERVER.port();
    }

    /** As the README says it. */
    static List<String> rights() {
        try {
            List<MatchResult> lines = LINE.matcher(Files.readString(Path.of("..", "README.md")))
                    .results()
                    .toList();
            assertThat(lines).as("the README names the rights once").hasSize(1);
            return List.of(lines.get(0).group(1).split("[\\s\\\\]+"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void grant(String name, List<String> rights) {
        Stream<String> user = Stream.of("SETUSER", name, "reset", "on", ">" + SECRET);
        Servers.send(ADMIN, Command.ACL, Stream.concat(user, rights.stream()).toArray(String[]::new));
    }

    @Test
    @DisplayName("the README names what is sent, and nothing else")
    void theRightsAreThoseNeeded() {
        Set<String> sent = new TreeSet<>(Set.of("+eval", "+evalsha", "+select", "+info", "+subscribe"));
        for (Script script : Script.values()) {
            SENT.matcher(script.text())
                    .results()
                    .forEach(found -> sent.add("+" + found.group(1).toLowerCase(Locale.ROOT)));
        }
        assertThat(rights())
                .startsWith("~{leasehold}:*", "&{leasehold}:*", "-@all")
                .filteredOn(word -> word.startsWith("+"))
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eval", "evalsha", "time", "exists", "hset", "get", "publish"})
    void eachOfTheseRightsIsNeeded(String right) {
        List<String> fewer =
                rights().stream().filter(word -> !word.equals("+" + right)).toList();
        grant("fewer", fewer);
        ADMIN.scriptFlush();
        refused(() -> {
            try (LeaseStore store = opened("fewer", PATIENT)) {
                store.prepare(PrepareMode.CREATE);
                Samples.granted(store, right.hashCode());
                store.ring();
            }
        });
    }

    @Test
    void anotherNamespaceIsRefusedWholly() {
        try (LeaseStore foreign = opened("leasehold", PATIENT.namespace("another"))) {
            refused(() -> foreign.prepare(PrepareMode.CREATE));
            refused(() -> Samples.granted(foreign, 1));
            refused(() -> Samples.submit(foreign, "a"));
            refused(foreign::ring);
            refused(foreign::bell);
            assertThat(((Subscribable) foreign).subscribe(() -> {})).isEmpty();
        }
        assertThat(ADMIN.keys("{another}:*")).as("nothing is left of it").isEmpty();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("grant this user")
                .hasMessageContaining("127.0.0.1:" + SERVER.port())
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("\n");
    }

    /** Neither somebody else's keys, nor what is dangerous, nor the server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET other",
                "SCAN 0",
                "DBSIZE",
                "RANDOMKEY",
                "SET other 1",
                "GET {leasehold2}:job:a",
                "PUBLISH other 1",
                "SUBSCRIBE other",
                "KEYS *",
                "FLUSHDB",
                "FLUSHALL",
                "CONFIG GET requirepass",
                "CONFIG SET appendonly no",
                "ACL LIST",
                "SCRIPT FLUSH",
                "FUNCTION FLUSH",
                "CLIENT KILL TYPE normal",
                "REPLICAOF 127.0.0.1 1",
                "SHUTDOWN",
                "MONITOR"
            })
    void nothingElseIsAllowed(String command) {
        String[] words = command.split(" ");
        try (RedisClient client = RedisClient.create(uri("leasehold"))) {
            String[] arguments = List.of(words).subList(1, words.length).toArray(String[]::new);
            assertThatThrownBy(() -> client.sendCommand(command(words[0]), arguments))
                    .isInstanceOf(JedisAccessControlException.class)
                    .hasMessageContaining("NOPERM");
        }
    }

    private static ProtocolCommand command(String name) {
        return () -> name.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESP2", "RESP3"})
    void aUsersOwnClientWorksWithTheseRightsToo(RedisProtocol protocol) {
        try (RedisClient own = RedisClient.builder()
                        .hostAndPort("127.0.0.1", SERVER.port())
                        .clientConfig(DefaultJedisClientConfig.builder()
                                .protocol(protocol)
                                .user("leasehold")
                                .password(SECRET)
                                .build())
                        .build();
                LeaseStore over = RedisLeaseStore.over(own, PATIENT)) {
            over.prepare(PrepareMode.VALIDATE);
            over.ring();
            assertThat(over.bell()).isPositive();
        }
    }
}
