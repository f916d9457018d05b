package io.leasehold.jdbc;

/** The same on MariaDB. */
@WithMariaDb
class MariaDbHostileIdsTest extends HostileIdsTest {
    @Override
    String database() {
        return MariaDb.uri();
    }
}
