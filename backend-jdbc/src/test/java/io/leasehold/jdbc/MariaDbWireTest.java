package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;
import io.leasehold.testservers.wire.WireTrouble;
import org.junit.jupiter.api.AfterEach;

@WithMariaDb
class MariaDbWireTest extends WireTrouble {
    private final String uri = MariaDb.uri();

    @AfterEach
    void drop() {
        MariaDb.drop(uri);
    }

    @Override
    protected String uri() {
        return uri;
    }

    @Override
    protected int usualPort() {
        return 3306;
    }

    @Override
    protected LeaseStore open(String uri, StoreOptions options) {
        return new JdbcStoreProvider().open(uri, options);
    }
}
