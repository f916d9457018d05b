package io.leasehold.jdbc;

import java.sql.Driver;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The two drivers that speak to MariaDB and MySQL, of which a user brings one. */
enum MariaDbDriver {
    MARIADB("org.mariadb.jdbc.Driver", "jdbc:mariadb://"),
    CONNECTOR_J("com.mysql.cj.jdbc.NonRegisteringDriver", "jdbc:mysql://");

    /** What the other driver, and MySQL's tools, call what MariaDB's calls so. */
    private static final Map<String, String> TLS = Map.of(
            "DISABLED", "disable", "REQUIRED", "trust", "VERIFY_CA", "verify-ca", "VERIFY_IDENTITY", "verify-full");

    private final String type;
    private final String prefix;

    MariaDbDriver(String type, String prefix) {
        this.type = type;
        this.prefix = prefix;
    }

    /** What its URLs begin with. */
    String prefix() {
        return prefix;
    }

    /** It, or the other one if that alone is on the class path; or nothing. */
    Optional<MariaDbDriver> present() {
        MariaDbDriver other = this == MARIADB ? CONNECTOR_J : MARIADB;
        return isPresent() ? Optional.of(this) : other.isPresent() ? Optional.of(other) : Optional.empty();
    }

    private boolean isPresent() {
        try {
            Class.forName(type, false, MariaDbDriver.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    Driver driver() {
        try {
            return Class.forName(type)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("the driver " + type + " is on the class path, but can't be used", e);
        }
    }

    /** What it gets, beside the URL: limits of time, and then what the URI sets. */
    Properties properties(Duration statement, Map<String, String> settings) {
        String millis = Long.toString(statement.toMillis());
        Properties given = new Properties();
        given.setProperty("connectTimeout", millis);
        given.setProperty("socketTimeout", millis);
        given.setProperty("tcpKeepAlive", "true");
        given.setProperty("useAffectedRows", "false");
        settings.forEach((name, value) -> given.setProperty(name, name.equals("sslMode") ? tls(value) : value));
        return given;
    }

    private String tls(String value) {
        if (this == MARIADB) {
            return TLS.getOrDefault(value, value);
        }
        return TLS.entrySet().stream()
                .filter(pair -> pair.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(value.toUpperCase(Locale.ROOT));
    }
}
