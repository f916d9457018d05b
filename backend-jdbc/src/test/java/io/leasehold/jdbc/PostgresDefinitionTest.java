package io.leasehold.jdbc;

/** The same on PostgreSQL. */
class PostgresDefinitionTest extends DefinitionTest {
    @Override
    String database() {
        return Postgres.uri();
    }
}
