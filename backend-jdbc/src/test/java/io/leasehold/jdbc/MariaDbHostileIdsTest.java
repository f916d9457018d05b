package io.leasehold.jdbc;

/** The same on MariaDB. */
class MariaDbHostileIdsTest extends HostileIdsTest {
    @Override
    String database() {
        return MariaDb.uri();
    }
}
