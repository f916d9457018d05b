package io.leasehold.store;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Opens the store that a URI names, with whichever backend on the class path opens URIs of its kind. */
public final class LeaseStores {
    private LeaseStores() {}

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
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
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
