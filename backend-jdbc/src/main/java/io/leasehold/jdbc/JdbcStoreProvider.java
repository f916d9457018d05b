package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStoreProvider;
import io.leasehold.store.RedactedUri;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Opens {@code jdbc:} URIs, of H2, PostgreSQL, MariaDB and MySQL, and {@code postgres:} and {@code mysql:} URIs. Other databases are
 * refused by name, so that nobody wonders why no backend is found.
 */
public final class JdbcStoreProvider implements LeaseStoreProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public JdbcStoreProvider() {}

    @Override
    public String form() {
        return "jdbc:h2:…, jdbc:postgresql:…, postgres:…, jdbc:mariadb:…, jdbc:mysql:…, mysql:…";
    }

    @Override
    public boolean opens(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith("jdbc:") || PostgresUri.is(uri) || MariaDbUri.is(uri);
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        Database database = asked(database(uri), uri, options);
        JdbcTrouble trouble = new JdbcTrouble(database.dialect(), RedactedUri.of(uri), database.secrets());
        JdbcLeaseStore store =
                JdbcLeaseStore.opened(ConnectionSource.opened(database, trouble, options), trouble, options);
        database.unfit(store.describe().warnings()).ifPresent(why -> {
            store.close();
            throw new StoreRejected(trouble.dialect().kind() + " " + trouble.where() + ": " + why);
        });
        return store;
    }

    private static Database asked(Database named, String uri, StoreOptions options) {
        try {
            return named.asked(Budget.half(options.callTimeout()));
        } catch (SQLException e) {
            throw new JdbcTrouble(named.dialect(), RedactedUri.of(uri), named.secrets())
                    .noConnection("opening the store", e);
        }
    }

    private static Database database(String uri) {
        if (uri.startsWith(H2Uri.PREFIX)) {
            return H2Uri.parse(uri);
        }
        if (PostgresUri.is(uri)) {
            return PostgresUri.parse(uri);
        }
        if (MariaDbUri.is(uri)) {
            return MariaDbUri.parse(uri);
        }
        throw new IllegalArgumentException("the URI " + RedactedUri.of(uri)
                + " names a database that isn't supported; supported are H2, jdbc:h2:…, PostgreSQL,"
                + " jdbc:postgresql:… or postgres:…, MariaDB, jdbc:mariadb:…, and MySQL, jdbc:mysql:… or mysql:…");
    }
}
