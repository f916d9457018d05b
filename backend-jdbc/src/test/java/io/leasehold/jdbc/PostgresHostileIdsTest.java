package io.leasehold.jdbc;

/** The same on PostgreSQL. */
class PostgresHostileIdsTest extends HostileIdsTest {
    @Override
    String database() {
        return Postgres.uri();
    }
}
