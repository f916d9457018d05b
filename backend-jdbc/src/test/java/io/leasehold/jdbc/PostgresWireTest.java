package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.wire.WireTrouble;
import org.junit.jupiter.api.AfterEach;

class PostgresWireTest extends WireTrouble {
    private final String uri = Postgres.uri();

    @AfterEach
    void drop() {
        Postgres.drop(uri);
    }

    @Override
    protected String uri() {
        return uri;
    }

    @Override
    protected int usualPort() {
        return 5432;
    }

    @Override
    protected LeaseStore open(String uri, StoreOptions options) {
        return new JdbcStoreProvider().open(uri, options);
    }
}
