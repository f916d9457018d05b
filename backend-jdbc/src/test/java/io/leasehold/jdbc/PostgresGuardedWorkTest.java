package io.leasehold.jdbc;

/** The same on PostgreSQL. */
class PostgresGuardedWorkTest extends GuardedWorkTest {
    @Override
    String database() {
        return Postgres.uri();
    }
}
