package io.leasehold.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a PostgreSQL URI sets, by the driver's names. What it says of a URI that can't be read are the words behind its name. Used by one
 * thread.
 */
final class PostgresSettings {
    /** What libpq, and so platforms, call otherwise than the driver. */
    private static final Map<String, String> NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "target_session_attrs", "targetServerType");

    private static final String SECONDS = "[0-9]{1,6}";

    /** What some may be. The driver would log other values; and none of these need be hidden. */
    private static final Map<String, String> PLAIN = Map.of(
            "channelBinding", "disable|prefer|require",
            "connectTimeout", SECONDS,
            "loginTimeout", SECONDS,
            "socketTimeout", SECONDS,
            "sslmode", "disable|allow|prefer|require|verify-ca|verify-full",
            "targetServerType", "any|primary|secondary|preferPrimary|preferSecondary",
            "tcpKeepAlive", "true|false");

    /** Everybody's user, and a part of many a harmless text. */
    private static final String EVERYBODY = "postgres";

    private final boolean jdbc;
    private final Map<String, String> found = new TreeMap<>();

    PostgresSettings(boolean jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, String> found() {
        return found;
    }

    /** What a whole URI looks like, for people. */
    String form() {
        return jdbc
                ? "jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…"
                : "postgres://USER:PASSWORD@HOST:PORT/DATABASE, with % escapes for : / ? @ % in user and password";
    }

    /** Adds what stands behind the question mark. */
    void addQuery(String query) {
        if (!jdbc && query.contains("@")) {
            throw new IllegalArgumentException("has an @ behind a question mark; it must be " + form());
        }
        for (String setting : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = setting.split("=", 2);
            if (pair.length < 2 || pair[0].isBlank()) {
                throw new IllegalArgumentException(
                        "has settings that can't be read: each must be NAME=VALUE, with & between them");
            }
            add(NAMES.getOrDefault(pair[0], pair[0]), decoded(pair[1]));
        }
    }

    private void add(String name, String value) {
        String known = name.equals("targetServerType") && value.equals("read-write") ? "primary" : value;
        if (!known.matches(PLAIN.getOrDefault(name, "(?s).*"))) {
            throw new IllegalArgumentException("has a setting that can't be: " + name + " must be " + PLAIN.get(name));
        }
        if (found.put(name, known) != null) {
            throw new IllegalArgumentException("has settings that stand twice; each may stand once");
        }
    }

    /** Adds user and password that stand before the host; answers what is left. */
    String addUser(String place) {
        int at = place.indexOf('@');
        if (at < 0) {
            return place;
        }
        if (jdbc || at != place.lastIndexOf('@') || at > (place + "/").indexOf('/')) {
            throw new IllegalArgumentException("has user or password where they can't be; it must be " + form());
        }
        String[] pair = place.substring(0, at).split(":", 2);
        add("user", decoded(pair[0]));
        if (pair.length > 1) {
            add("password", decoded(pair[1]));
        }
        return place.substring(at + 1);
    }

    /** Only the driver's own URLs have a plus for a space. */
    private String decoded(String text) {
        try {
            return URLDecoder.decode(jdbc ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a % that begins no escape; a % itself is %25");
        }
    }

    /** What of these must not be shown. */
    static JdbcSecrets secrets(Map<String, String> settings) {
        List<String> parts = new ArrayList<>();
        settings.forEach((name, value) -> {
            if (!PLAIN.containsKey(name) && !(name.equals("user") && value.equals(EVERYBODY))) {
                parts.add(value);
            }
        });
        return new JdbcSecrets(parts, false);
    }
}
