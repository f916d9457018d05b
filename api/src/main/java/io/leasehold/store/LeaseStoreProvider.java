package io.leasehold.store;

/**
 * Opens stores of one kind. Implementations are found by {@link java.util.ServiceLoader}, so they have a public constructor without
 * arguments, and are called by any thread.
 */
public interface LeaseStoreProvider {
    /** The kinds of URI that this provider opens, for people: {@code jdbc:h2:…}. */
    String form();

    /** Whether this provider opens this URI. Never throws, whatever the text. */
    boolean opens(String uri);

    /**
     * Opens a store without changing anything in it; {@link LeaseStore#prepare} comes next.
     *
     * @throws IllegalArgumentException if the URI can't be right; the message says what would be, and shows no credential
     * @throws StoreException if the server can't be reached or refuses
     */
    LeaseStore open(String uri, StoreOptions options);
}
