package io.leasehold.jdbc;

import io.leasehold.store.RedactedUri;
import java.sql.Driver;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A PostgreSQL URI: {@code jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…}, as the driver has it, or
 * {@code postgres://USER:PASSWORD@HOST:PORT/DATABASE}, as platforms hand it out. The driver gets a URL without any parameter, for it logs
 * that.
 *
 * @param url what the driver gets
 * @param settings what it gets beside it, user and password among them
 */
record PostgresUri(String url, Map<String, String> settings) implements Database {
    private static final String JDBC = "jdbc:postgresql:";
    private static final Pattern SCHEME =
            Pattern.compile("(jdbc:postgresql://|postgres(?:ql)?://)(.*)", Pattern.DOTALL);
    private static final String HOST = "(?:[^/:,@\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";
    private static final Pattern PLACE = Pattern.compile("(" + HOST + "(?:," + HOST + ")*)/([^/@]+)");

    PostgresUri {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** Whether it is for us to read. */
    static boolean is(String uri) {
        return uri.startsWith(JDBC) || SCHEME.matcher(uri).matches();
    }

    static PostgresUri parse(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            throw wrong(uri, "must be jdbc:postgresql://HOST/DATABASE or jdbc:postgresql://HOST:PORT/DATABASE");
        }
        PostgresSettings settings = new PostgresSettings(scheme.group(1).startsWith(JDBC));
        String[] parts = scheme.group(2).split("\\?", 2);
        String place = parts[0];
        try {
            settings.addQuery(parts.length > 1 ? parts[1] : "");
            place = settings.addUser(place);
        } catch (IllegalArgumentException e) {
            throw wrong(uri, String.valueOf(e.getMessage()));
        }
        Matcher hosts = PLACE.matcher(place);
        if (!hosts.matches()) {
            throw wrong(uri, "must name host and database: " + settings.form());
        }
        return new PostgresUri(
                "jdbc:postgresql://" + hosts.group(1) + "/" + hosts.group(2).replace("+", "%2B"), settings.found());
    }

    @Override
    public Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    public JdbcSecrets secrets() {
        return PostgresSettings.secrets(settings);
    }

    @Override
    public DataSource connections(Duration statement) {
        String seconds = Long.toString(Math.max(1, statement.toSeconds()));
        Properties given = new Properties();
        given.setProperty("connectTimeout", seconds);
        given.setProperty("socketTimeout", seconds);
        given.setProperty("tcpKeepAlive", "true");
        given.setProperty("ApplicationName", "leasehold");
        // Or exceptions would show the contents of rows.
        given.setProperty("logServerErrorDetail", "false");
        settings.forEach(given::setProperty);
        return new DriverConnections(driver(), url, given, dialect().limits(statement), secrets());
    }

    private Driver driver() {
        try {
            return Class.forName("org.postgresql.Driver")
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    "the PostgreSQL URI " + RedactedUri.of(url)
                            + " needs PostgreSQL's driver: put org.postgresql:postgresql on the class path",
                    e);
        }
    }

    @Override
    public boolean fleeting() {
        return false;
    }

    @Override
    public Optional<String> unfit(List<String> warnings) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "PostgresUri[" + RedactedUri.of(url) + "]";
    }

    private static IllegalArgumentException wrong(String uri, String what) {
        return new IllegalArgumentException("the PostgreSQL URI " + RedactedUri.of(uri) + " " + what);
    }
}
