package io.leasehold.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.StoreSettings;
import io.leasehold.store.Subscribable;
import io.leasehold.testservers.AllOutput;
import io.leasehold.testservers.RedisProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;

/** No credential is in any log, exception or text: secrets are planted in URIs, and all output is searched. */
class NoCredentialTest {
    private static final String SECRET = "g3h31m";
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(600));

    /** Whatever a password may hold. */
    private static final List<String> PASSWORDS = List.of(
            "%s", "%s@%s", "%s:%s", "%s/%s", "%s?%s", "%s#%s", "%s %s", "%s;%s", "%s&a=%s", "'%s\"%s", "%s%%%s");

    private static final RedisProcess SERVER = RedisProcess.started();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeAll
    static void users() {
        try (RedisClient client = RedisClient.create(SERVER.uri())) {
            for (int i = 0; i < PASSWORDS.size(); i++) {
                Servers.send(client, Command.ACL, "SETUSER", user(i), "on", ">" + password(i), "+@all", "~*", "&*");
                Servers.send(client, Command.ACL, "SETUSER", "reader" + user(i), "on", ">" + password(i), "+info");
            }
        }
    }

    private static String user(int i) {
        return SECRET + "-user" + i;
    }

    private static String password(int i) {
        return PASSWORDS.get(i).replace("%s", SECRET).replace("%%", "%");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void aServerWithAPasswordIsUsedAndNothingShowsIt() {
        for (int i = 0; i < PASSWORDS.size(); i++) {
            String place = "@127.0.0.1:" + SERVER.port();
            try (AllOutput output = new AllOutput()) {
                work(output, "redis://" + encoded(user(i)) + ":" + encoded(password(i)) + place);
                assertThat(output.text()).as("it really worked").contains("Live[");
                work(output, "redis://" + user(i) + ":" + password(i) + "wrong" + place);
                work(output, "redis://" + encoded("reader" + user(i)) + ":" + encoded(password(i)) + place);
                assertThat(output.text())
                        .contains("check user name and password", "grant this user")
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void norIsItShownWhereNobodyAnswersOrTheUriIsWrong() {
        for (int i = 0; i < PASSWORDS.size(); i++) {
            try (AllOutput output = new AllOutput()) {
                String password = encoded(password(i));
                work(output, "redis://joe:" + password + "@127.0.0.1:1");
                work(output, "rediss://joe:" + password + "@127.0.0.1:" + SERVER.port());
                work(output, "redis://joe:" + password + "@127.0.0.1:" + SERVER.port() + "/99");
                work(output, "redis://127.0.0.1:" + SERVER.port() + "/0?password=" + password);
                work(output, "redis://:" + password);
                work(output, "redis-sentinel://joe:" + password + "@127.0.0.1:1#main");
                work(output, "redis-sentinel://joe:" + password + "@127.0.0.1:1");
                work(output, "redis-cluster://joe:" + password + "@127.0.0.1:1,127.0.0.1:" + SERVER.port());
                assertThat(output.text()).doesNotContain(SECRET);
            }
        }
    }

    /** A server without HELLO repeats it, password and all, in its refusal. */
    @Test
    void norIsItWhereTheServerRepeatsWhatAUsersOwnClientSentIt() {
        try (RedisProcess old = RedisProcess.started("--requirepass", SECRET, "--rename-command", "HELLO", "")) {
            for (RedisProtocol protocol : List.of(RedisProtocol.RESP2, RedisProtocol.RESP3)) {
                JedisClientConfig config = DefaultJedisClientConfig.builder()
                        .protocol(protocol)
                        .password(SECRET)
                        .build();
                try (RedisClient client = RedisClient.builder()
                        .hostAndPort("127.0.0.1", old.port())
                        .clientConfig(config)
                        .build()) {
                    StringWriter shown = new StringWriter();
                    catchThrowable(() -> RedisLeaseStore.over(client, SHORT)).printStackTrace(new PrintWriter(shown));
                    assertThat(shown.toString())
                            .contains("ProtocolNotSupported")
                            .doesNotContain(SECRET);
                }
            }
        }
    }

    @Test
    void whatIsPassedAroundInsideShowsNothingEither() {
        RedisUri uri = RedisUri.parse("redis://" + SECRET + ":" + SECRET + "@h");
        RedisTrouble trouble = new RedisTrouble("x", uri.secrets());
        assertThat(List.of(uri, uri.secrets(), trouble, uri.config(Samples.TTL)))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET));
    }

    private static void work(AllOutput output, String uri) {
        try {
            StoreSettings settings = new StoreSettings(uri, "a test", SHORT, PrepareMode.NONE);
            output.show(settings);
            try (LeaseStore store = LeaseStores.open(settings)) {
                output.show(store);
                output.show(store.describe());
                LeaseId lease = Samples.granted(store, 1);
                Samples.submit(store, "a");
                output.show(store.renew(lease, Samples.TTL, Load.NONE));
                output.show(Samples.claim(store, lease, 2));
                output.show(store.list(JobQuery.all()));
                output.show(((Subscribable) store).subscribe(() -> {}).isPresent());
            }
        } catch (StoreException | IllegalArgumentException trouble) {
            output.show(trouble);
        }
    }
}
