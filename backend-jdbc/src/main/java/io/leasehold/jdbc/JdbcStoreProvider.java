package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStoreProvider;
import io.leasehold.store.RedactedUri;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import java.util.Locale;

/** Opens {@code jdbc:} URIs. H2 so far; other databases are refused by name, so that nobody wonders why no backend is found. */
public final class JdbcStoreProvider implements LeaseStoreProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public JdbcStoreProvider() {}

    @Override
    public String form() {
        return "jdbc:h2:…";
    }

    @Override
    public boolean opens(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith("jdbc:");
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        if (!uri.startsWith(H2Uri.PREFIX)) {
            throw new IllegalArgumentException("the URI " + RedactedUri.of(uri)
                    + " names a database that isn't supported; supported is H2: jdbc:h2:…");
        }
        H2Uri h2 = H2Uri.parse(uri);
        Secrets secrets = Secrets.of(uri);
        JdbcTrouble trouble = new JdbcTrouble(new H2Dialect(), RedactedUri.of(uri), secrets);
        JdbcLeaseStore store = JdbcLeaseStore.opened(
                ConnectionSource.opened(new H2Connections(h2.url(), secrets), h2.memory(), trouble, options),
                trouble,
                options);
        if (h2.file() && store.describe().warnings().contains(H2Dialect.WRITE_DELAY_WARNING)) {
            store.close();
            throw new StoreRejected(
                    "H2 " + trouble.where() + ": WRITE_DELAY stays other than 0, for this user may not change it;"
                            + " let an administrator run SET WRITE_DELAY 0 once, so that no acknowledged write is lost");
        }
        return store;
    }
}
