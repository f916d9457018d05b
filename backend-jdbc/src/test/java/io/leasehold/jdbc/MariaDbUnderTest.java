package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.StoreUnderTest;

/** A database of a MariaDB server as the kit sees it. */
final class MariaDbUnderTest extends SqlUnderTest implements StoreUnderTest.CanReopen {
    private final String uri;

    private MariaDbUnderTest(String uri, StoreOptions options) {
        super(uri, options);
        this.uri = uri;
    }

    static MariaDbUnderTest open(StoreOptions options) {
        return new MariaDbUnderTest(MariaDb.uri(), options);
    }

    @Override
    public void reopen() {
        closeClients();
        openClients();
    }

    @Override
    public void close() {
        super.close();
        MariaDb.drop(uri);
    }
}
