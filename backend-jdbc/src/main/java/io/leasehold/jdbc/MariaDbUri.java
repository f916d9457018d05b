package io.leasehold.jdbc;

import io.leasehold.store.RedactedUri;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A MariaDB or MySQL URI: {@code jdbc:mariadb://HOST:PORT/DATABASE?user=…&password=…} or the same with {@code jdbc:mysql:}, as the
 * drivers have it, or {@code mysql://USER:PASSWORD@HOST:PORT/DATABASE}, as platforms hand it out. The driver gets a URL without any
 * parameter, for it logs that.
 *
 * @param named the driver that the URI names; the other one serves if it isn't there
 * @param place hosts and database
 * @param settings what the driver gets beside it, user and password among them
 * @param dialect what the server speaks
 */
record MariaDbUri(MariaDbDriver named, String place, Map<String, String> settings, MariaDbDialect dialect)
        implements Database {
    private static final Pattern SCHEME =
            Pattern.compile("(jdbc:mariadb://|jdbc:mysql://|mariadb://|mysql://)(.*)", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile("(?s)jdbc:(mariadb|mysql):.*|(mariadb|mysql)://.*");
    private static final String HOST = "(?:[^/:,@()\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?";
    private static final Pattern PLACE = Pattern.compile(HOST + "(?:," + HOST + ")*/[^/@]+");

    MariaDbUri {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** Whether it is for us to read. */
    static boolean is(String uri) {
        return OURS.matcher(uri).matches();
    }

    static MariaDbUri parse(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        if (!scheme.matches()) {
            throw wrong(uri, "must be jdbc:mariadb://HOST/DATABASE or jdbc:mysql://HOST/DATABASE");
        }
        MariaDbQuery query = new MariaDbQuery(form(scheme.group(1)));
        String[] parts = scheme.group(2).split("\\?", 2);
        String place = parts[0];
        try {
            query.addQuery(parts.length > 1 ? parts[1] : "");
            place = query.addUser(place);
        } catch (IllegalArgumentException e) {
            throw wrong(uri, String.valueOf(e.getMessage()));
        }
        if (!PLACE.matcher(place).matches()) {
            throw wrong(uri, "must name host and database: " + query.form());
        }
        MariaDbDriver named =
                scheme.group(1).equals("jdbc:mysql://") ? MariaDbDriver.CONNECTOR_J : MariaDbDriver.MARIADB;
        return new MariaDbUri(named, place, query.found(), MariaDbDialect.UNASKED);
    }

    private static MariaDbQuery.Form form(String scheme) {
        return switch (scheme) {
            case "jdbc:mariadb://" -> MariaDbQuery.Form.MARIADB;
            case "jdbc:mysql://" -> MariaDbQuery.Form.MYSQL;
            default -> MariaDbQuery.Form.PLATFORM;
        };
    }

    /** The same, once the server has said which of the two it is. */
    @Override
    public MariaDbUri asked(Duration statement) throws SQLException {
        try (Connection connection = connections(statement).getConnection()) {
            return new MariaDbUri(named, place, settings, MariaDbDialect.of(connection));
        }
    }

    @Override
    public JdbcSecrets secrets() {
        return MariaDbQuery.secrets(settings);
    }

    @Override
    public DataSource connections(Duration statement) {
        MariaDbDriver driver = driver();
        return new DriverConnections(
                driver.driver(),
                driver.prefix() + place,
                driver.properties(statement, settings),
                dialect.limits(statement),
                secrets());
    }

    private MariaDbDriver driver() {
        return named.present()
                .orElseThrow(() -> new IllegalArgumentException("the " + kind() + " URI "
                        + RedactedUri.of(named.prefix() + place)
                        + " needs a driver: put org.mariadb.jdbc:mariadb-java-client or com.mysql:mysql-connector-j on the"
                        + " class path"));
    }

    private static String kind() {
        return "MariaDB or MySQL";
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
        return "MariaDbUri[" + RedactedUri.of(named.prefix() + place) + "]";
    }

    private static IllegalArgumentException wrong(String uri, String what) {
        return new IllegalArgumentException("the " + kind() + " URI " + RedactedUri.of(uri) + " " + what);
    }
}
