package io.leasehold.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code leasehold.properties} says. No value is ever shown, nor a key that isn't plainly one: either may be a misplaced secret.
 *
 * @param place where the file is, for people; none: there is no such file
 * @param values what stands in it
 */
record SettingsFile(Optional<String> place, Map<Key, String> values) {
    static final String NAME = "leasehold.properties";

    /** The keys that there are. */
    enum Key {
        URI("store.uri"),
        NAMESPACE("store.namespace"),
        CALL_TIMEOUT("store.call-timeout"),
        ENDED_LEASES("store.retention.ended-leases"),
        FINISHED_JOBS("store.retention.finished-jobs"),
        TOMBSTONES("store.retention.tombstones"),
        PREPARE("store.prepare");

        private final String text;

        Key(String text) {
            this.text = text;
        }

        static Optional<Key> of(String text) {
            return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
        }

        static String all() {
            return Arrays.stream(values()).map(key -> key.text).collect(Collectors.joining(", "));
        }
    }

    /** The one in the directory, else the one on the class path, else none. */
    static SettingsFile found(Path directory) {
        Path file = directory.resolve(NAME);
        if (Files.exists(file)) {
            return of(file);
        }
        List<URL> resources = resources();
        if (resources.isEmpty()) {
            return new SettingsFile(Optional.empty(), Map.of());
        } else if (resources.size() > 1) {
            throw new IllegalArgumentException("the class path holds several " + NAME + ", and the first is as good as"
                    + " the others: " + resources + "; leave one");
        }
        return read(resources.get(0));
    }

    /** This one. */
    static SettingsFile of(Path file) {
        String place = file.toAbsolutePath().toString();
        return read(place, SmallText.of(place, file));
    }

    private static List<URL> resources() {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElseGet(SettingsFile.class::getClassLoader);
        try {
            return Collections.list(loader.getResources(NAME)).stream()
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw SmallText.unreadable(NAME + " on the class path", e);
        }
    }

    private static SettingsFile read(URL resource) {
        String place = resource.toString();
        try (InputStream content = resource.openStream()) {
            return read(place, SmallText.of(place, content));
        } catch (IOException e) {
            throw SmallText.unreadable(place, e);
        }
    }

    private static SettingsFile read(String place, String text) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        entries(place, text).forEach((name, value) -> {
            Key key = Key.of(name).orElseThrow(() -> unknown(place, name));
            if (value.isBlank()) {
                throw new IllegalArgumentException(
                        name + " in " + place + " is blank; give it a value, or leave it out");
            }
            values.put(key, value);
        });
        return new SettingsFile(Optional.of(place), values);
    }

    private static Map<String, String> entries(String place, String text) {
        OnceOnly properties = new OnceOnly();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    place + " can't be read: a backslash there begins no escape that is known");
        }
        if (properties.twice()) {
            throw new IllegalArgumentException(place + " has a key twice; known are " + Key.all() + ", each once");
        }
        return properties.entries();
    }

    private static IllegalArgumentException unknown(String place, String name) {
        boolean plain = name.matches("store\\.[a-z.-]{1,40}");
        return new IllegalArgumentException(
                place + " has " + (plain ? "the key " + name : "a key") + " that isn't known; known are " + Key.all());
    }

    Optional<String> uri() {
        return Optional.ofNullable(values.get(Key.URI));
    }

    StoreOptions options() {
        StoreOptions usual = StoreOptions.DEFAULT;
        Retention retention = usual.retention();
        StoreOptions named =
                value(Key.NAMESPACE, usual, "1 to 40 of a-z, 0-9 and _, beginning with a letter", usual::namespace);
        StoreOptions timed =
                value(Key.CALL_TIMEOUT, named, "a time of 1ms to 1h such as 5s", text -> named.callTimeout(time(text)));
        Retention leases = value(
                Key.ENDED_LEASES,
                retention,
                "a time of at least 10m such as 1h",
                text -> retention.endedLeases(time(text)));
        Retention jobs =
                value(Key.FINISHED_JOBS, leases, "a time such as 30d", text -> leases.finishedJobs(time(text)));
        Retention tombstones =
                value(Key.TOMBSTONES, jobs, "a time of at least 1h such as 365d", text -> jobs.tombstones(time(text)));
        return timed.retention(tombstones);
    }

    PrepareMode mode() {
        return value(
                Key.PREPARE,
                PrepareMode.CREATE,
                "create, validate or none",
                text -> PrepareMode.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    /** What stands behind a key; what is wrong with it is told without it. */
    private <T> T value(Key key, T otherwise, String right, Function<String, T> read) {
        try {
            return Optional.ofNullable(values.get(key))
                    .map(String::strip)
                    .map(read)
                    .orElse(otherwise);
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            throw new IllegalArgumentException(where(key) + " must be " + right);
        }
    }

    private static Duration time(String text) {
        String plain = text.toUpperCase(Locale.ROOT);
        if (plain.matches("[0-9]{1,9}MS")) {
            return Duration.ofMillis(Long.parseLong(plain.substring(0, plain.length() - 2)));
        } else if (plain.matches("[0-9]{1,9}[SMH]")) {
            return Duration.parse("PT" + plain);
        }
        return Duration.parse(plain.matches("[0-9]{1,9}D") ? "P" + plain : plain);
    }

    /** A key and its file, for people. */
    String where(Key key) {
        return key.text + " in " + place.orElse(NAME);
    }

    /** Why {@link #uri} is none, for people. */
    String missing() {
        return place.map(file -> file + " has no " + Key.URI.text)
                .orElse("there is no " + NAME + " in the working directory or on the class path");
    }
}
