package io.leasehold.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.StoreSettings;
import io.leasehold.testservers.AllOutput;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * No password is in any log, exception or text: secrets are planted in URIs, and all output is searched. The driver's own log names users.
 * The stand-in knows no logins: they are answered on the way to it.
 */
class NoCredentialTest {
    private static final String SECRET = "g3h31m";
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofSeconds(2));

    /** Whatever a password may hold. */
    private static final List<String> PASSWORDS = List.of(
            "%s", "%s@%s", "%s:%s", "%s/%s", "%s?%s", "%s#%s", "%s %s", "%s;%s", "%s&a=%s", "'%s\"%s", "%s%%%s");

    private static final String DATABASE = StandIn.freshDatabase();
    private static final WireProxy SERVER = WireProxy.withLogins(StandIn.servers(), NoCredentialTest::answered);
    private static final int PORT = URI.create(SERVER.uri("x")).getPort();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** Who says the right password is let in. Who doesn't is told so; if it also says "repeat", all of it is said again. */
    private static Fate answered(BsonDocument command) {
        if (!command.containsKey("saslStart")) {
            return new Fate.Passed();
        }
        String said = new String(command.getBinary("payload").getData(), StandardCharsets.UTF_8);
        String repeated = said.endsWith("repeat, it is wrong") ? said.replace('\0', ' ') : "";
        return said.endsWith("wrong")
                ? new Fate.Answered(BsonDocument.parse("{ok: 0, code: 18, codeName: 'AuthenticationFailed'}")
                        .append("errmsg", new BsonString("no such login: " + repeated)))
                : new Fate.Answered(
                        BsonDocument.parse("{ok: 1, done: true, conversationId: 1, payload: {$binary: {base64: '',"
                                + " subType: '00'}}}"));
    }

    private static String password(int i) {
        return PASSWORDS.get(i).replace("%s", SECRET).replace("%%", "%");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String uri(String password) {
        return "mongodb://joe:" + encoded(password) + "@127.0.0.1:" + PORT + "/" + DATABASE
                + "?directConnection=true&authMechanism=PLAIN";
    }

    @Test
    void aServerWithAPasswordIsUsedAndNothingShowsIt() {
        for (int i = 0; i < PASSWORDS.size(); i++) {
            try (AllOutput output = new AllOutput()) {
                work(output, uri(password(i)), i);
                assertThat(output.text()).as("it really worked").contains("Live[");
                work(output, uri(password(i) + "wrong"), i);
                assertThat(output.text()).contains("check user name and password");
                assertHidden(output, i);
            }
        }
    }

    @Test
    void norIsItShownWhereNobodyAnswersOrTheUriIsWrong() {
        StoreOptions brief = SHORT.callTimeout(Duration.ofMillis(300));
        for (int i = 0; i < PASSWORDS.size(); i++) {
            try (AllOutput output = new AllOutput()) {
                String password = encoded(password(i));
                work(output, "mongodb://joe:" + password + "@127.0.0.1:1", i, brief);
                work(output, "mongodb://joe:" + password + "@127.0.0.1:" + PORT + "/?tls=true", i, brief);
                work(output, "mongodb://joe:" + password(i) + "@127.0.0.1:" + PORT + "/a b", i, brief);
                work(output, "mongodb://" + password + "@/", i, brief);
                work(output, "mongodb://127.0.0.1:" + PORT + "/?password=" + password, i, brief);
                work(
                        output,
                        "mongodb://joe:" + password + "@127.0.0.1:" + PORT + "/?authMechanism=" + password,
                        i,
                        brief);
                work(output, "mongodb+srv://joe:" + password + "@h:1/", i, brief);
                assertHidden(output, i);
            }
        }
    }

    /** What the driver logs of itself, at its finest level, can't be helped: there it repeats the server. No real one does that. */
    @Test
    void norDoesTroubleShowItWhereTheServerRepeatsIt() {
        String password = SECRET + "repeat, it is wrong";
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress("127.0.0.1", PORT))))
                .credential(MongoCredential.createPlainCredential("joe", "$external", password.toCharArray()))
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            assertThat(shown(() -> MongoLeaseStore.over(client, DATABASE, SHORT)))
                    .contains("check user name and password", "may repeat it")
                    .doesNotContain(SECRET);
        }
        assertThat(shown(() -> new MongoStoreProvider().open(uri(password), SHORT)))
                .contains("check user name and password", "no such login: *** *** *** (18)")
                .doesNotContain(SECRET);
    }

    private static String shown(ThrowingCallable call) {
        StringWriter shown = new StringWriter();
        catchThrowable(call).printStackTrace(new PrintWriter(shown));
        return shown.toString();
    }

    @Test
    void whatIsPassedAroundInsideShowsNothingEither() {
        MongoUri uri = MongoUri.parse("mongodb://joe:" + SECRET + "@h");
        MongoTrouble trouble = new MongoTrouble("x", uri.secrets());
        assertThat(List.of(uri, uri.secrets(), trouble))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET));
        assertThat(ClientSettings.of(uri.connectionString("x"), Samples.TTL, 1, new Discovery())
                        .toString())
                .as("the driver logs it")
                .doesNotContain(SECRET);
    }

    private static void assertHidden(AllOutput output, int i) {
        assertThat(output.text().toLowerCase(Locale.ROOT)).as("password %d", i).doesNotContain(SECRET);
    }

    private static void work(AllOutput output, String uri, int number) {
        work(output, uri, number, SHORT);
    }

    private static void work(AllOutput output, String uri, int number, StoreOptions options) {
        try {
            StoreSettings settings = new StoreSettings(uri, "a test", options, PrepareMode.CREATE);
            output.show(settings);
            try (LeaseStore store = LeaseStores.open(settings)) {
                output.show(store);
                output.show(store.describe());
                LeaseId lease = LeaseId.of(number);
                output.show(store.grant(lease, "label", Samples.TTL));
                Samples.submit(store, number, number + 1);
                output.show(store.renew(lease, Samples.TTL, Load.NONE));
                output.show(Samples.claim(store, lease, 2));
                output.show(store.list(JobQuery.all()));
            }
        } catch (StoreException | IllegalArgumentException trouble) {
            output.show(trouble);
        }
    }
}
