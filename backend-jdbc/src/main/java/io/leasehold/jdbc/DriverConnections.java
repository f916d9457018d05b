package io.leasehold.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections by one driver to one URI, for a pool. The pool never sees the URI, which it would log, nor an exception that repeats a part
 * of it; and no other driver is asked whether the URI is its own. Thread-safe.
 */
final class DriverConnections implements DataSource {
    private final Driver driver;
    private final String url;
    private final Properties settings;
    private final SessionLimits limits;
    private final JdbcSecrets secrets;
    private volatile int loginSeconds;

    DriverConnections(Driver driver, String url, Properties settings, SessionLimits limits, JdbcSecrets secrets) {
        this.driver = driver;
        this.url = url;
        this.settings = settings;
        this.limits = limits;
        this.secrets = secrets;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Properties given = new Properties();
            given.putAll(settings);
            @Nullable Connection connection = driver.connect(url, given);
            if (connection == null) {
                throw new SQLException("the driver doesn't take this URI for its own", "08001", 0);
            }
            return limited(connection);
        } catch (SQLException e) {
            throw secrets.cleared(e);
        }
    }

    private Connection limited(Connection connection) throws SQLException {
        try {
            limits.set(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("user and password stand in the URI");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {}

    /** The driver has a limit of its own; a pool asks again for what it set, and waits so long for its threads when it is closed. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginSeconds = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("it logs nothing");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
