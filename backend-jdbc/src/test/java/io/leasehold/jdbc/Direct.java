package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Past the store, straight to the database that a URI names. */
final class Direct {
    private Direct() {}

    static DataSource source(String uri) {
        if (uri.startsWith(H2Uri.PREFIX)) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(H2Uri.parse(uri).url());
            return source;
        }
        if (MariaDbUri.is(uri)) {
            return mariaDb(uri);
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(uri);
        return source;
    }

    private static DataSource mariaDb(String uri) {
        try {
            return new MariaDbDataSource(uri);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connection(String uri) throws SQLException {
        return source(uri).getConnection();
    }
}
