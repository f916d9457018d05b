package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** No credential is in any log, exception or text: secrets are planted wherever a store is opened from, and all output is searched. */
class NoCredentialTest {
    private static final String SECRET = "g3h31m";
    private static final StoreOptions SHORT = StoreOptions.DEFAULT.callTimeout(Duration.ofMillis(600));

    /** Whatever a password may hold. H2 ends it at a semicolon. */
    private static final List<String> PASSWORDS = Stream.of(
                    "%s",
                    "%s@%s",
                    "%s:%s",
                    "%s/%s",
                    "%s?%s",
                    "%s#%s",
                    "%s%%40%s",
                    "%s %s",
                    "%s;%s",
                    "%s&a=%s",
                    "'%s\"%s",
                    "%s=%s")
            .map(form -> form.replace("%s", SECRET).replace("%%", "%"))
            .toList();

    private static final List<String> FORMS = List.of(
            "jdbc:h2:tcp://localhost:1/x?password=%s",
            "jdbc:h2:tcp://joe:%s@localhost:1/x",
            "jdbc:h2:ssl://joe:%s@localhost:1/x",
            "jdbc:h2:tcp://localhost:%s/x",
            "jdbc:h2:mem:x?password=%s",
            "jdbc:h2:mem:x;PASWORD=%s",
            "jdbc:h2:mem:x;LOCK_MODE=%s",
            "jdbc:h2:mem:x;MODE=%s",
            "jdbc:h2:mem:x;INIT=CREATE USER joe PASSWORD '%s' NONSENSE",
            "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM '%s'",
            "jdbc:h2:file:FOLDER/plain?password=%s",
            "jdbc:h2:file:FOLDER/crypt;CIPHER=AES;USER=joe;PASSWORD=%s %s",
            "jdbc:h2:file:FOLDER/crypt;CIPHER=%s;PASSWORD=%s",
            "jdbc:h2:file:FOLDER/x;WRITE_DELAY=%s",
            "jdbc:h2:zip:FOLDER/x.zip!/x;PASSWORD=%s",
            "JDBC:H2:mem:x;PASSWORD=%s",
            "jdbc:postgresql://h/db?user=joe&password=%s",
            "jdbc:oracle:thin:joe/%s@h:1521:x",
            "jdbc:postgresql://joe:%s@h/db",
            "jdbc:postgresql://localhost:1/db?user=joe&pasword=%s",
            "jdbc:postgresql://localhost:1/db?user=%s&password=%s",
            "jdbc:postgresql://localhost:1/db?sslmode=%s",
            "jdbc:postgresql://localhost:1/db?connectTimeout=%s",
            "postgres://joe:%s@h:5432/db",
            "postgres://joe:%s@localhost:1/db",
            "postgresql://%s:%s@localhost:1/db?sslpassword=%s",
            "mongodb+srv://joe:%s@h/db?authSource=admin",
            "redis://:%s@h:6379/0",
            "redis://:%s",
            "joe:%s",
            "joe:%s@h");

    /** H2 takes a second or so to give these up: an unreachable server, a wrong password. */
    private static final List<String> SLOW_FORMS = List.of(
            "jdbc:h2:tcp://localhost:1/x;USER=joe;PASSWORD=%s",
            "jdbc:h2:mem:x;USER=%s;PASSWORD=%s",
            "jdbc:h2:file:FOLDER/crypt;CIPHER=AES;USER=joe;PASSWORD=%s",
            "jdbc:h2:file:FOLDER/plain;USER=joe;PASSWORD=%s");

    @TempDir
    private Path folder;

    static Stream<String> planted() {
        return FORMS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void nothingShowsAUriFromAnySource(String form) throws IOException {
        for (String password : PASSWORDS) {
            if (hostIsForgotten(form, password)) {
                continue;
            }
            String uri = form.replace("%s", password).replace("FOLDER", folder.toString());
            try (AllOutput output = new AllOutput()) {
                use(output, () -> new StoreSettings(uri, "a test", SHORT, PrepareMode.CREATE));
                use(output, () -> found(Map.of("LEASEHOLD_STORE_URI", uri)));
                use(output, () -> found(Map.of("DATABASE_URL", uri)));
                use(output, () -> found(Map.of("LEASEHOLD_STORE_URI_FILE", uri)));
                write("secret", uri);
                use(output, () -> found(Map.of("LEASEHOLD_STORE_URI_FILE", "secret")));
                write("leasehold.properties", "store.uri = " + uri);
                use(output, () -> found(Map.of()));
                write("leasehold.properties", uri);
                use(output, () -> found(Map.of()));
                write("leasehold.properties", "");
                assertThat(output.text()).doesNotContain(SECRET);
            }
        }
    }

    /** Where the host was forgotten, what stands behind an @ of the password is taken for one. */
    private static boolean hostIsForgotten(String form, String password) {
        return password.contains("@")
                && Set.of("jdbc:h2:tcp://localhost:%s/x", "redis://:%s", "joe:%s")
                        .contains(form);
    }

    @ParameterizedTest
    @MethodSource("slowlyPlanted")
    void norAUriThatH2TakesItsTimeOver(String form) {
        for (String password : List.of(SECRET, SECRET + " " + SECRET)) {
            String uri = form.replace("%s", password).replace("FOLDER", folder.toString());
            try (AllOutput output = new AllOutput()) {
                use(output, () -> settings(uri));
                assertThat(output.text()).contains("opening the store").doesNotContain(SECRET);
            }
        }
    }

    static Stream<String> slowlyPlanted() {
        return SLOW_FORMS.stream();
    }

    @Test
    void aDatabaseWithAPasswordIsUsedAndNothingShowsIt() throws Exception {
        for (String password : List.of(SECRET + "@" + SECRET, SECRET + " ?/#:" + SECRET)) {
            String uri = Stores.memoryUri() + ";USER=joe;PASSWORD=" + password;
            try (AllOutput output = new AllOutput();
                    LeaseStore store = Stores.open(uri, "leasehold")) {
                output.show(store);
                output.show(store.describe());
                work(output, store);
                use(output, () -> settings(uri + SECRET));
                use(output, () -> settings(uri.replace("USER=joe", "USER=" + SECRET)));
                assertThat(output.text())
                        .contains("Wrong user name or password")
                        .doesNotContain(SECRET);
            }
        }
    }

    @Test
    void anEncryptedFileIsUsedAndNothingShowsItsPasswords() {
        String uri = "jdbc:h2:file:" + folder.resolve("crypt") + ";CIPHER=AES;USER=joe;PASSWORD=" + SECRET + "1 "
                + SECRET + "2";
        try (AllOutput output = new AllOutput()) {
            try (LeaseStore store = Stores.open(uri, "leasehold")) {
                output.show(store.describe());
                work(output, store);
            }
            use(output, () -> settings(uri.replace(SECRET + "1", SECRET + "3")));
            use(output, () -> settings(uri.replace(SECRET + "2", SECRET + "3")));
            assertThat(output.text()).contains("Wrong user name or password").doesNotContain(SECRET);
        }
    }

    @Test
    void aUsersOwnDataSourceIsNotShown() throws Exception {
        String uri = Stores.memoryUri();
        try (Connection holder = DriverManager.getConnection(uri + ";USER=joe;PASSWORD=" + SECRET);
                AllOutput output = new AllOutput()) {
            assertThat(holder.isValid(1)).isTrue();
            for (String url : List.of(uri, uri + ";NONSENSE=" + SECRET, uri + ";" + SECRET)) {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL(url);
                source.setUser("joe");
                source.setPassword("wrong" + SECRET);
                try (LeaseStore store = JdbcLeaseStore.over(source, SHORT)) {
                    output.show(store);
                } catch (StoreException trouble) {
                    output.show(trouble);
                }
            }
            assertThat(output.text()).contains("StoreRejected").doesNotContain(SECRET);
        }
    }

    @Test
    void whatIsPassedAroundInsideShowsNothingEither() {
        String uri = "jdbc:h2:mem:x;USER=" + SECRET + ";PASSWORD=" + SECRET;
        H2Uri h2 = H2Uri.parse(uri);
        JdbcSecrets secrets = h2.secrets();
        JdbcTrouble trouble = new JdbcTrouble(new H2Dialect(), "x", secrets);

        assertThat(Stream.of(h2, secrets, trouble, h2.connections(Duration.ofSeconds(1)), settings(uri)))
                .allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET));
    }

    @Test
    void theSearchSeesEveryChannel() {
        try (AllOutput output = new AllOutput()) {
            System.out.println("out");
            System.err.println("err");
            LoggerFactory.getLogger("some").trace("slf4j", new IllegalStateException("thrown"));
            Logger.getLogger("some").info("jul");
            System.getLogger("some").log(System.Logger.Level.INFO, "system");
            output.show(new StoreException.StoreUnavailable("shown", new IllegalStateException("cause")));

            assertThat(output.text()).contains("out", "err", "slf4j", "thrown", "jul", "system", "shown", "cause");
        }
    }

    private void use(AllOutput output, java.util.function.Supplier<StoreSettings> opening) {
        try {
            StoreSettings settings = opening.get();
            output.show(settings);
            try (LeaseStore store = LeaseStores.open(settings)) {
                output.show(store);
                output.show(store.describe());
            }
        } catch (StoreException | IllegalArgumentException trouble) {
            output.show(trouble);
        }
    }

    private static void work(AllOutput output, LeaseStore store) {
        LeaseId lease = Samples.granted(store, 1);
        Samples.submit(store, "a");
        output.show(store.renew(lease, Samples.TTL, Load.NONE));
        output.show(Samples.claim(store, lease, 2));
        output.show(store.list(JobQuery.all()));
    }

    private StoreSettings found(Map<String, String> environment) {
        StoreSettings found = StoreSettings.found(environment, folder);
        return new StoreSettings(found.uri(), found.source(), SHORT, found.mode());
    }

    private static StoreSettings settings(String uri) {
        return new StoreSettings(uri, "a test", SHORT, PrepareMode.CREATE);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
