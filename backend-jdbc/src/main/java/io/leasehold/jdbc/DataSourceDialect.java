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
                case MariaDbDialect.MARIADB, MariaDbDialect.MYSQL -> mariaDb(connection);
                default ->
                    throw new StoreRejected("the DataSource leads to " + product
                            + ", which isn't supported; supported are H2, PostgreSQL, MariaDB and MySQL");
            };
        } catch (SQLException e) {
            throw new JdbcTrouble(speaking(e), "the DataSource").noConnection("opening the store", e);
        }
    }

    private static Dialect mariaDb(Connection connection) throws SQLException {
        String url = String.valueOf(connection.getMetaData().getURL());
        if (url.matches("(?is).*[?&]useAffectedRows=true(&.*)?")) {
            throw new StoreRejected(
                    "the DataSource sets useAffectedRows=true, by which a heartbeat that changes nothing"
                            + " looks like one of a lease that has ended; leave it out");
        }
        return MariaDbDialect.of(connection);
    }

    /** Whose exception this is: only its dialect knows what it means. */
    private static Dialect speaking(SQLException failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            for (StackTraceElement frame : next.getStackTrace()) {
                if (frame.getClassName().startsWith("org.postgresql.")) {
                    return new PostgresDialect();
                } else if (frame.getClassName().matches("(org\\.mariadb|com\\.mysql)\\..*")) {
                    return MariaDbDialect.UNASKED;
                }
            }
        }
        return new H2Dialect();
    }
}
