package io.leasehold.jdbc;

/** The same on MariaDB. */
class MariaDbInterleavingTest extends InterleavingTest {
    @Override
    String database() {
        return MariaDb.uri();
    }
}
