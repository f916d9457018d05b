package io.leasehold.store;

import java.nio.file.Path;
import java.util.Map;

/**
 * Which store to open and how, as the surroundings of a process say it.
 *
 * <p>The URI comes from the first of these that names one:
 *
 * <ol>
 *   <li>the file that the environment variable {@code LEASEHOLD_STORE_URI_FILE} names: one line
 *   <li>{@code LEASEHOLD_STORE_URI}
 *   <li>what platforms set: {@code MONGODB_URI}, {@code REDIS_URL} or {@code DATABASE_URL}, if it is one of them alone
 *   <li>{@code store.uri} in {@code leasehold.properties}
 *   <li>{@code jdbc:h2:./leasehold}, if a backend on the class path opens it
 * </ol>
 *
 * {@code leasehold.properties} is looked for in the working directory, then on the class path. Its other keys count wherever the URI
 * comes from: {@code store.namespace}, {@code store.call-timeout} (such as {@code 500ms}, {@code 5s} or {@code PT5S}),
 * {@code store.retention.ended-leases}, {@code store.retention.finished-jobs} (such as {@code 30d}),
 * {@code store.retention.tombstones} (without it they stay), {@code store.prepare} ({@code create}, {@code validate} or {@code none}). Defaults are those of {@link StoreOptions#DEFAULT} and
 * {@link PrepareMode#CREATE}.
 *
 * <p>Immutable. {@link #toString()} shows no credential; {@link #uri()} may hold one.
 *
 * @param uri the store's URI, credentials and all
 * @param source where the URI was found, for people
 * @param options how to open it
 * @param mode how to prepare it
 */
public record StoreSettings(String uri, String source, StoreOptions options, PrepareMode mode) {
    /**
     * What this environment, this working directory and the class path say; reads files, opens no store.
     *
     * @throws IllegalArgumentException if nothing names a store, or what does can't be right: one line that says where and what would
     *     be right, and shows no content
     */
    public static StoreSettings found(Map<String, String> environment, Path directory) {
        SettingsFile file = SettingsFile.found(directory);
        UriSearch.Named named = new UriSearch(environment, directory, file).first();
        return new StoreSettings(named.uri(), named.source(), file.options(), file.mode());
    }

    /**
     * What this file of properties alone says, whatever its name; opens no store.
     *
     * @throws IllegalArgumentException if it can't be read, names no store or can't be right: one line that says where and what would
     *     be right, and shows no content
     */
    public static StoreSettings of(Path file) {
        SettingsFile read = SettingsFile.of(file);
        String uri = read.uri().orElseThrow(() -> new IllegalArgumentException(read.missing()));
        return new StoreSettings(uri, read.where(SettingsFile.Key.URI), read.options(), read.mode());
    }

    @Override
    public String toString() {
        return "StoreSettings[uri=" + RedactedUri.of(uri) + ", source=" + source + ", options=" + options + ", mode="
                + mode + "]";
    }
}
