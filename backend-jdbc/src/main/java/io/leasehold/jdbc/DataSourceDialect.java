package io.leasehold.jdbc;

import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreRejected;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Which dialect a user's DataSource speaks. */
final class DataSourceDialect {
    private DataSourceDialect() {}

    /**
     * Asks one of its connections.
     *
     * @throws StoreException if there is none, or the database is none that is supported
     */
    static Dialect of(DataSource source) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case H2Dialect.PRODUCT -> new H2Dialect();
                case PostgresDialect.PRODUCT -> new PostgresDialect();
                default ->
                    throw new StoreRejected("the DataSource leads to " + product
                            + ", which isn't supported; supported are H2 and PostgreSQL");
            };
        } catch (SQLException e) {
            throw new JdbcTrouble(speaking(e), "the DataSource").noConnection("opening the store", e);
        }
    }

    /** Whose exception this is: only its dialect knows what it means. */
    private static Dialect speaking(SQLException failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next.getClass().getName().startsWith("org.postgresql.")) {
                return new PostgresDialect();
            }
        }
        return new H2Dialect();
    }
}
