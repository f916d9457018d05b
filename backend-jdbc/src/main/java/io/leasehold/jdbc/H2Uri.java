package io.leasehold.jdbc;

import io.leasehold.store.RedactedUri;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.Driver;
import org.jspecify.annotations.Nullable;

/**
 * An H2 URI with the settings that a lease store needs: set where they are absent, refused where they are otherwise.
 *
 * <p>A file is opened through H2's {@code async:} file system: with the plain one, a single interrupt of a thread in the middle of
 * a write closes the database for every thread of the process. The file is the same, and other processes may name it as they like.
 *
 * @param url what the driver gets
 * @param memory whether it lives in this process's memory alone
 * @param file whether it is a file that processes share
 */
record H2Uri(String url, boolean memory, boolean file) implements Database {
    static final String PREFIX = "jdbc:h2:";

    static H2Uri parse(String uri) {
        String[] parts = uri.substring(PREFIX.length()).split(";", -1);
        String place = parts[0];
        Map<String, String> settings = settings(uri, parts);
        if (place.contains("?")) {
            throw wrong(uri, "holds a question mark; H2's settings stand behind semicolons: ;NAME=VALUE");
        } else if (place.startsWith("tcp:") || place.startsWith("ssl:")) {
            return served(uri, place);
        } else if (place.startsWith("mem:")) {
            return memory(uri, place, settings);
        } else if (!namesFile(place)) {
            throw wrong(
                    uri,
                    "must be jdbc:h2:mem:NAME, jdbc:h2:file:PATH, jdbc:h2:./PATH, jdbc:h2:~/PATH, jdbc:h2:/PATH"
                            + " or jdbc:h2:tcp://HOST/NAME");
        }
        demand(uri, settings, "AUTO_SERVER", "TRUE", "so that other processes can open the file too");
        demand(uri, settings, "WRITE_DELAY", "0", "so that no acknowledged write is lost when a process dies");
        if ("FALSE".equalsIgnoreCase(settings.get("DB_CLOSE_ON_EXIT"))) {
            throw wrong(uri, "has DB_CLOSE_ON_EXIT=FALSE, which H2 can't combine with AUTO_SERVER=TRUE; leave it out");
        }
        settings.putIfAbsent("TRACE_LEVEL_FILE", "0");
        String path = place.startsWith("file:") ? place.substring("file:".length()) : place;
        return new H2Uri(PREFIX + "async:" + path + written(settings), false, true);
    }

    private static H2Uri served(String uri, String place) {
        if (!place.matches("(tcp|ssl)://([^/:@\\[\\]]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(,[^/@]+)?/.+")) {
            throw wrong(
                    uri,
                    "must be jdbc:h2:tcp://HOST/NAME or jdbc:h2:tcp://HOST:PORT/NAME; user and password stand behind it:"
                            + " ;USER=…;PASSWORD=…");
        }
        return new H2Uri(uri, false, false);
    }

    private static H2Uri memory(String uri, String place, Map<String, String> settings) {
        if (place.equals("mem:")) {
            throw wrong(uri, "must name the database in memory: jdbc:h2:mem:NAME");
        }
        return new H2Uri(PREFIX + place + written(settings), true, false);
    }

    private static boolean namesFile(String place) {
        return place.matches("(?s)file:.+|\\.{1,2}[/\\\\].+|~[/\\\\].+|/.+|[A-Za-z]:[/\\\\].+");
    }

    private static Map<String, String> settings(String uri, String[] parts) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].isBlank()) {
                continue;
            }
            String[] pair = parts[i].split("=", 2);
            if (pair.length < 2 || settings.put(pair[0].trim().toUpperCase(Locale.ROOT), pair[1]) != null) {
                throw wrong(uri, "has settings that can't be read: each must be ;NAME=VALUE, and stand once");
            }
        }
        return settings;
    }

    private static void demand(String uri, Map<String, String> settings, String name, String value, String why) {
        @Nullable String given = settings.putIfAbsent(name, value);
        if (given != null && !given.trim().equalsIgnoreCase(value)) {
            throw wrong(
                    uri,
                    "sets " + name + " to something else than " + value + ", which is needed " + why + "; write " + name
                            + "=" + value + " or leave it out");
        }
    }

    private static String written(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (name, value) -> text.append(';').append(name).append('=').append(value));
        return text.toString();
    }

    @Override
    public Dialect dialect() {
        return new H2Dialect();
    }

    @Override
    public JdbcSecrets secrets() {
        return H2Secrets.of(url);
    }

    @Override
    public DataSource connections(Duration statement) {
        return new DriverConnections(
                new Driver(), url, new Properties(), dialect().limits(statement), secrets());
    }

    @Override
    public boolean fleeting() {
        return memory;
    }

    @Override
    public Optional<String> unfit(List<String> warnings) {
        return file && warnings.contains(H2Dialect.WRITE_DELAY_WARNING)
                ? Optional.of(
                        "WRITE_DELAY stays other than 0, for this user may not change it; let an administrator run"
                                + " SET WRITE_DELAY 0 once, so that no acknowledged write is lost")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "H2Uri[" + RedactedUri.of(url) + ", memory=" + memory + ", file=" + file + "]";
    }

    private static IllegalArgumentException wrong(String uri, String what) {
        return new IllegalArgumentException("the H2 URI " + RedactedUri.of(uri) + " " + what);
    }
}
