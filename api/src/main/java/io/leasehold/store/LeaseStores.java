package io.leasehold.store;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Opens the store that a URI names, with whichever backend on the class path opens URIs of its kind, and logs what its description
 * warns of ({@link System.Logger}, one line each, once per opening). Any thread may call it.
 */
public final class LeaseStores {
    private static final System.Logger LOG = System.getLogger(LeaseStores.class.getName());

    private LeaseStores() {}

    /**
     * Opens the store that this process's environment, working directory and class path name, as {@link StoreSettings} says; logs
     * which it is and where that was found.
     *
     * @throws IllegalArgumentException if nothing names a store, or what does can't be right
     * @throws StoreException if the server can't be reached or refuses
     */
    public static LeaseStore open() {
        return open(StoreSettings.found(System.getenv(), Path.of("")));
    }

    /** As {@link #open()}, with settings that were found before. */
    public static LeaseStore open(StoreSettings settings) {
        LOG.log(Level.INFO, "opening the store " + RedactedUri.of(settings.uri()) + " (" + settings.source() + ")");
        try {
            return open(settings.uri(), settings.options(), settings.mode());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (" + settings.source() + ")", e);
        }
    }

    /**
     * Opens this store with the default options and prepares it ({@link PrepareMode#CREATE}).
     *
     * @throws IllegalArgumentException if no backend opens such a URI, or the URI can't be right
     * @throws StoreException if the server can't be reached or refuses
     */
    public static LeaseStore open(String uri) {
        return open(uri, StoreOptions.DEFAULT, PrepareMode.CREATE);
    }

    /** As {@link #open(String)}, with options and a mode of preparation. */
    public static LeaseStore open(String uri, StoreOptions options, PrepareMode mode) {
        List<LeaseStoreProvider> providers = providers();
        LeaseStoreProvider provider = providers.stream()
                .filter(candidate -> candidate.opens(uri))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no store opens the URI " + RedactedUri.of(uri) + "; "
                        + (providers.isEmpty()
                                ? "there is no backend on the class path"
                                : "the backends on the class path open " + forms(providers))));
        LeaseStore store = provider.open(uri, options);
        try {
            store.prepare(mode);
            warn(store.describe(), uri);
            return store;
        } catch (RuntimeException | Error problem) {
            closeAfter(problem, store);
            throw problem;
        }
    }

    /** What the closing throws is told beside the problem, never in its place. */
    private static void closeAfter(Throwable problem, LeaseStore store) {
        try {
            store.close();
        } catch (RuntimeException e) {
            problem.addSuppressed(e);
        }
    }

    private static void warn(StoreDescription description, String uri) {
        for (String warning : description.warnings()) {
            LOG.log(Level.WARNING, "store " + description.kind() + " " + RedactedUri.of(uri) + ": " + warning);
        }
    }

    /** Whether any backend opens this URI. */
    static boolean opens(String uri) {
        return providers().stream().anyMatch(provider -> provider.opens(uri));
    }

    private static List<LeaseStoreProvider> providers() {
        return ServiceLoader.load(LeaseStoreProvider.class, LeaseStoreProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    private static String forms(List<LeaseStoreProvider> providers) {
        return providers.stream().map(LeaseStoreProvider::form).sorted().collect(Collectors.joining(", "));
    }
}
