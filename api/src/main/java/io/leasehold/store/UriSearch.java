package io.leasehold.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the store's URI is looked for, in the order of {@link StoreSettings}. What is set and can't be right is refused, never passed
 * over: the next place may name another database.
 *
 * @param environment the process's environment
 * @param directory its working directory
 * @param file what {@code leasehold.properties} says
 */
record UriSearch(Map<String, String> environment, Path directory, SettingsFile file) {
    static final String SECRET_FILE = "LEASEHOLD_STORE_URI_FILE";
    static final String OURS = "LEASEHOLD_STORE_URI";
    static final List<String> PLATFORM = List.of("MONGODB_URI", "REDIS_URL", "DATABASE_URL");
    static final String EMBEDDED = "jdbc:h2:./leasehold";

    /** A URI and where it was found, for people. */
    record Named(String uri, String source) {
        @Override
        public String toString() {
            return RedactedUri.of(uri) + " (" + source + ")";
        }
    }

    Named first() {
        return secretFile()
                .or(this::ours)
                .or(this::platforms)
                .or(this::settings)
                .orElseGet(this::embedded);
    }

    private Optional<Named> secretFile() {
        return value(SECRET_FILE).map(name -> {
            String what = "the file " + RedactedUri.of(name) + " that " + SECRET_FILE + " names";
            if (name.startsWith("jdbc:") || name.contains("://")) {
                throw new IllegalArgumentException(
                        SECRET_FILE + " must name a file that holds the URI; a URI itself belongs into " + OURS);
            }
            return new Named(uri(what, SmallText.of(what, path(name, what))), what);
        });
    }

    private Path path(String name, String what) {
        try {
            return directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(what + " has a name that no file can have");
        }
    }

    private Optional<Named> ours() {
        return value(OURS).map(value -> new Named(uri(OURS, value), OURS));
    }

    private Optional<Named> platforms() {
        List<String> set = PLATFORM.stream().filter(environment::containsKey).toList();
        List<String> filled = set.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .toList();
        if (filled.size() > 1) {
            throw new IllegalArgumentException(String.join(" and ", filled)
                    + " are set, and Leasehold can't know which is its store; set " + OURS + " to the store's URI");
        }
        return (filled.isEmpty() ? set : filled)
                .stream()
                        .findFirst()
                        .flatMap(name -> value(name)
                                .map(value -> new Named(
                                        uri(name, value), name + "; set " + OURS + " if another store is meant")));
    }

    private Optional<Named> settings() {
        return file.uri()
                .map(value ->
                        new Named(uri(file.where(SettingsFile.Key.URI), value), file.where(SettingsFile.Key.URI)));
    }

    private Named embedded() {
        if (!LeaseStores.opens(EMBEDDED)) {
            throw new IllegalArgumentException("nothing names a store: " + SECRET_FILE + ", " + OURS + ", "
                    + String.join(", ", PLATFORM) + " are not set, " + file.missing()
                    + ", and no backend on the class path opens the embedded " + EMBEDDED + "; set " + OURS);
        }
        return new Named(
                EMBEDDED,
                "the embedded H2 file in the working directory " + directory.toAbsolutePath()
                        + ", for nothing names another store");
    }

    /** What is set, without the line end that many a secret ends with. */
    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(value -> {
            if (value.isBlank()) {
                throw new IllegalArgumentException(name + " is set but blank; give it a value, or unset it");
            }
            return SmallText.withoutLineEnd(value);
        });
    }

    private static String uri(String what, String text) {
        String uri = SmallText.withoutLineEnd(text);
        if (uri.isBlank()) {
            throw new IllegalArgumentException(what + " is empty; it must hold the store's URI");
        } else if (uri.lines().count() > 1) {
            throw new IllegalArgumentException(what + " holds several lines; it must hold the store's URI alone");
        } else if (uri.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " holds a control character; it must hold the store's URI alone");
        }
        return uri.stripLeading();
    }
}
