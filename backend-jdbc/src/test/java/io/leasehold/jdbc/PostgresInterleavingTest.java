package io.leasehold.jdbc;

/** The same on PostgreSQL. */
class PostgresInterleavingTest extends InterleavingTest {
    @Override
    String database() {
        return Postgres.uri();
    }
}
