package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.StoreUnderTest;

/** A schema of a PostgreSQL server as the kit sees it. */
final class PostgresUnderTest extends SqlUnderTest implements StoreUnderTest.CanReopen {
    private final String uri;

    private PostgresUnderTest(String uri, StoreOptions options) {
        super(uri, options);
        this.uri = uri;
    }

    static PostgresUnderTest open(StoreOptions options) {
        return new PostgresUnderTest(Postgres.uri(), options);
    }

    @Override
    public void reopen() {
        closeClients();
        openClients();
    }

    @Override
    public void close() {
        super.close();
        Postgres.drop(uri);
    }
}
