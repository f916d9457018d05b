package io.leasehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the store's URI comes from: the order, and what is wrong with a place told in one line that shows no content. */
class StoreSettingsTest {
    private static final String SECRET = "s3cr3t";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    @Test
    void theFirstPlaceThatNamesAUriDecides() throws IOException {
        assertThatIllegalArgumentException().isThrownBy(this::found);
        write("leasehold.properties", "store.uri = redis://properties");
        assertThat(found().uri()).isEqualTo("redis://properties");
        environment.put("DATABASE_URL", "redis://platform");
        assertThat(found().uri()).isEqualTo("redis://platform");
        environment.put("LEASEHOLD_STORE_URI", "redis://ours");
        assertThat(found().uri()).isEqualTo("redis://ours");
        write("secret", "redis://file\n");
        environment.put("LEASEHOLD_STORE_URI_FILE", "secret");
        assertThat(found().uri()).isEqualTo("redis://file");
        assertThat(found().source()).isEqualTo("the file \"secret\" that LEASEHOLD_STORE_URI_FILE names");
        environment.put(
                "LEASEHOLD_STORE_URI_FILE",
                folder.resolve("secret").toAbsolutePath().toString());
        assertThat(found().uri()).isEqualTo("redis://file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MONGODB_URI", "REDIS_URL", "DATABASE_URL"})
    void whatAPlatformSetsIsTakenIfItIsTheOnlyOne(String name) {
        environment.put("MONGODB_URI", "");
        environment.put("REDIS_URL", " ");
        environment.put(name, "x://h");

        assertThat(found().uri()).isEqualTo("x://h");
        assertThat(found().source()).startsWith(name);
    }

    @Test
    void severalThatAPlatformSetsAreRefusedByName() {
        environment.put("REDIS_URL", "redis://:" + SECRET + "@h");
        environment.put("DATABASE_URL", "postgres://joe:" + SECRET + "@h/db");

        refused(
                "REDIS_URL and DATABASE_URL are set, and Leasehold can't know which is its store; set LEASEHOLD_STORE_URI");
        environment.put("LEASEHOLD_STORE_URI", "redis://ours");
        assertThat(found().uri()).isEqualTo("redis://ours");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"LEASEHOLD_STORE_URI_FILE", "LEASEHOLD_STORE_URI", "MONGODB_URI", "REDIS_URL", "DATABASE_URL"})
    void whatIsSetButBlankIsRefused(String name) throws IOException {
        write("leasehold.properties", "store.uri = redis://properties");
        for (String blank : new String[] {"", " ", "\n"}) {
            environment.put(name, blank);
            refused(name + " is set but blank; give it a value, or unset it");
        }
    }

    @ParameterizedTest
    @CsvSource({"'x://h', 'x://h'", "'x://h\n', 'x://h'", "'x://h\r\n\n', 'x://h'", "'\ufeff x://h', 'x://h'"})
    void aSecretFileMayEndWithALineEnd(String content, String uri) throws IOException {
        assertThat(secretFile(content.getBytes(StandardCharsets.UTF_8)).uri()).isEqualTo(uri);
    }

    @Test
    void aUriInTheEnvironmentMayToo() {
        environment.put("LEASEHOLD_STORE_URI", "x://h\n");
        assertThat(found().uri()).isEqualTo("x://h");
        environment.put("LEASEHOLD_STORE_URI", "x://h\n" + SECRET);
        refused("LEASEHOLD_STORE_URI holds several lines");
        environment.put("LEASEHOLD_STORE_URI", "x://h\0" + SECRET);
        refused("LEASEHOLD_STORE_URI holds a control character");
    }

    @Test
    void aSecretFileThatCannotBeRightIsNamedAndNotShown() throws IOException {
        String file = "the file \"secret\" that LEASEHOLD_STORE_URI_FILE names ";
        environment.put("LEASEHOLD_STORE_URI_FILE", "secret");
        refused(file + "doesn't exist");
        refusedContent(new byte[0], file + "is empty");
        refusedContent("\n\n".getBytes(StandardCharsets.UTF_8), file + "is empty");
        refusedContent((SECRET + "\n" + SECRET).getBytes(StandardCharsets.UTF_8), file + "holds several lines");
        refusedContent((SECRET + "\0").getBytes(StandardCharsets.UTF_8), file + "holds a control character");
        refusedContent(SECRET.repeat(11_000).getBytes(StandardCharsets.UTF_8), file + "is larger than 65536 bytes");
        refusedContent((SECRET + "é").getBytes(StandardCharsets.ISO_8859_1), file + "is no UTF-8 text");
        Files.delete(folder.resolve("secret"));
        Files.createDirectory(folder.resolve("secret"));
        refused(file + "is a directory");
    }

    @Test
    void aFileThatThisUserMayNotReadIsNamed() throws IOException {
        write("secret", SECRET);
        org.junit.jupiter.api.Assumptions.assumeTrue(
                folder.resolve("secret").toFile().setReadable(false) && !Files.isReadable(folder.resolve("secret")),
                "this user may read every file");
        environment.put("LEASEHOLD_STORE_URI_FILE", "secret");
        refused("the file \"secret\" that LEASEHOLD_STORE_URI_FILE names may not be read by this process's user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:s3cr3t@h/0",
                "jdbc:h2:./x;PASSWORD=s3cr3t",
                "joe:s3cr3t@h",
                "/run/joe:s3cr3t@h",
                "user=s3cr3t",
                "s3cr3t://\0"
            })
    void aUriWhereAFileNameShouldStandIsNotShown(String mistaken) {
        environment.put("LEASEHOLD_STORE_URI_FILE", mistaken);
        refused("LEASEHOLD_STORE_URI_FILE");
    }

    @Test
    void whereNothingNamesAStoreEveryPlaceThatWasLookedAtIsNamed() throws IOException {
        refused(
                "nothing names a store: LEASEHOLD_STORE_URI_FILE, LEASEHOLD_STORE_URI, MONGODB_URI, REDIS_URL, DATABASE_URL"
                        + " are not set, there is no leasehold.properties in the working directory or on the class path, and no backend"
                        + " on the class path opens the embedded jdbc:h2:./leasehold; set LEASEHOLD_STORE_URI");
        write("leasehold.properties", "store.namespace = x");
        refused("leasehold.properties has no store.uri");
    }

    @Test
    void theSettingsFileSaysMoreThanTheUri() throws IOException {
        write("leasehold.properties", """
                # all there is
                store.uri = redis://properties
                store.namespace = mine
                store.call-timeout = 1500ms
                store.retention.ended-leases: 2h
                store.retention.finished-jobs 7d
                store.retention.tombstones = 365d
                store.prepare=Validate
                """);
        Retention retention = new Retention(Duration.ofHours(2), Duration.ofDays(7)).tombstones(Duration.ofDays(365));
        StoreOptions options = new StoreOptions("mine", Duration.ofMillis(1_500), retention);

        assertThat(found().options()).isEqualTo(options);
        assertThat(found().mode()).isEqualTo(PrepareMode.VALIDATE);
        assertThat(found().source())
                .isEqualTo(
                        "store.uri in " + folder.resolve("leasehold.properties").toAbsolutePath());
        environment.put("LEASEHOLD_STORE_URI", "redis://ours");
        assertThat(found().uri()).isEqualTo("redis://ours");
        assertThat(found().options()).isEqualTo(options);
    }

    @Test
    void withoutASettingsFileTheDefaultsCount() {
        environment.put("LEASEHOLD_STORE_URI", "redis://ours");

        assertThat(found().options()).isEqualTo(StoreOptions.DEFAULT);
        assertThat(found().mode()).isEqualTo(PrepareMode.CREATE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store.namespase = s3cr3t       | has the key store.namespase that isn't known; known are store.uri, store.namespace",
                "s3cr3t                         | has a key that isn't known; known are store.uri",
                "mongodb://joe:s3cr3t@h/db      | has a key that isn't known",
                "store.s3cr3t = 1               | has a key that isn't known",
                "store.uri =                    | store.uri in",
                "store.uri = a\\nstore.uri = b  | has a key twice",
                "store.uri = \\uXYZs3cr3t       | can't be read: a backslash",
                "store.namespace = s3cr3t://x   | must be 1 to 40 of a-z",
                "store.call-timeout = s3cr3t    | must be a time of 1ms to 1h such as 5s",
                "store.call-timeout = 2h        | must be a time of 1ms to 1h such as 5s",
                "store.call-timeout = -5s       | must be a time of 1ms to 1h such as 5s",
                "store.call-timeout = PT9e9999S | must be a time of 1ms to 1h such as 5s",
                "store.retention.ended-leases=1m| must be a time of at least 10m such as 1h",
                "store.retention.finished-jobs=0s| must be a time such as 30d",
                "store.retention.tombstones=59m | must be a time of at least 1h such as 365d",
                "store.prepare = s3cr3t         | must be create, validate or none"
            })
    void whatTheSettingsFileCannotMeanIsRefusedAndNotShown(String content, String said) throws IOException {
        environment.put("LEASEHOLD_STORE_URI", "x://h");
        write("leasehold.properties", content.replace("\\n", "\n"));
        refused(said);
        refused("leasehold.properties");
    }

    @Test
    void aSettingsFileMustBeASmallTextToo() throws IOException {
        Files.write(folder.resolve("leasehold.properties"), new byte[SmallText.MOST + 1]);
        refused("leasehold.properties is larger than 65536 bytes");
        Files.write(folder.resolve("leasehold.properties"), new byte[] {(byte) 0xff});
        refused("leasehold.properties is no UTF-8 text");
        Files.delete(folder.resolve("leasehold.properties"));
        Files.createDirectory(folder.resolve("leasehold.properties"));
        refused("leasehold.properties is a directory");
    }

    @Test
    void theClassPathIsLookedAtAfterTheWorkingDirectory(@TempDir Path one, @TempDir Path two) throws Exception {
        write(one, "leasehold.properties", "store.uri = redis://one");
        withOnClassPath(() -> assertThat(found().uri()).isEqualTo("redis://one"), one);
        withOnClassPath(() -> assertThat(found().source()).startsWith("store.uri in file:"), one);
        write(two, "leasehold.properties", "store.uri = redis://two");
        withOnClassPath(() -> refused("the class path holds several leasehold.properties"), one, two);
        write("leasehold.properties", "store.uri = redis://directory");
        withOnClassPath(() -> assertThat(found().uri()).isEqualTo("redis://directory"), one, two);
    }

    @Test
    void settingsShowNoCredential() {
        environment.put("LEASEHOLD_STORE_URI", "redis://joe:" + SECRET + "@h/0");

        assertThat(found().uri()).contains(SECRET);
        assertThat(found().toString()).contains("\"redis://***@h/0\"").doesNotContain(SECRET);
        assertThat(new UriSearch.Named("redis://joe:" + SECRET + "@h", "here").toString())
                .doesNotContain(SECRET);
    }

    private StoreSettings found() {
        return StoreSettings.found(environment, folder);
    }

    private StoreSettings secretFile(byte[] content) throws IOException {
        Files.write(folder.resolve("secret"), content);
        environment.put("LEASEHOLD_STORE_URI_FILE", "secret");
        return found();
    }

    private void refusedContent(byte[] content, String said) throws IOException {
        Files.write(folder.resolve("secret"), content);
        refused(said);
    }

    private void refused(String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(this::found)
                .withNoCause()
                .withMessageContaining(said)
                .withMessageNotContaining(SECRET)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    private void write(String name, String content) throws IOException {
        write(folder, name, content);
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static void withOnClassPath(Runnable story, Path... folders) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL[] urls = new URL[folders.length];
        for (int i = 0; i < folders.length; i++) {
            urls[i] = folders[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            story.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
