package io.leasehold.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a MariaDB or MySQL URI sets, by the drivers' names. What it says of a URI that can't be read are the words behind its name. Used
 * by one thread.
 */
final class MariaDbQuery {
    private static final String MILLIS = "[0-9]{1,7}";
    private static final String SWITCH = "true|false";

    /** What some may be. None of these need be hidden. */
    private static final Map<String, String> PLAIN = Map.of(
            "allowPublicKeyRetrieval", SWITCH,
            "connectTimeout", MILLIS,
            "requireSSL", SWITCH,
            "socketTimeout", MILLIS,
            "sslMode", "disable|trust|verify-ca|verify-full|DISABLED|PREFERRED|REQUIRED|VERIFY_CA|VERIFY_IDENTITY",
            "tcpKeepAlive", SWITCH,
            // Or a change that changes nothing would count as one that wasn't made.
            "useAffectedRows", "false",
            "useSSL", SWITCH);

    /** The common administrator, and a part of many a harmless text. */
    private static final String EVERYBODY = "root";

    private final Form form;
    private final Map<String, String> found = new TreeMap<>();

    MariaDbQuery(Form form) {
        this.form = form;
    }

    Map<String, String> found() {
        return found;
    }

    /** What a whole URI looks like, for people. */
    String form() {
        return form.shape;
    }

    /** Adds what stands behind the question mark. */
    void addQuery(String query) {
        if (form == Form.PLATFORM && query.contains("@")) {
            throw new IllegalArgumentException("has an @ behind a question mark; it must be " + form());
        }
        for (String setting : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = setting.split("=", 2);
            if (pair.length < 2 || pair[0].isBlank()) {
                throw new IllegalArgumentException(
                        "has settings that can't be read: each must be NAME=VALUE, with & between them");
            }
            add(pair[0], decoded(pair[1]));
        }
    }

    /** Both drivers know these values of {@code sslMode}; MySQL's own tools, and so platforms, call it otherwise. */
    private void add(String name, String value) {
        String known = name.equals("ssl-mode") ? "sslMode" : name;
        if (!value.matches(PLAIN.getOrDefault(known, "(?s).*"))) {
            throw new IllegalArgumentException(
                    "has a setting that can't be: " + known + " must be " + PLAIN.get(known));
        }
        if (found.put(known, value) != null) {
            throw new IllegalArgumentException("has settings that stand twice; each may stand once");
        }
    }

    /** Adds user and password that stand before the host; answers what is left. */
    String addUser(String place) {
        int at = place.indexOf('@');
        if (at < 0) {
            return place;
        }
        if (form != Form.PLATFORM || at != place.lastIndexOf('@') || at > (place + "/").indexOf('/')) {
            throw new IllegalArgumentException("has user or password where they can't be; it must be " + form());
        }
        String[] pair = place.substring(0, at).split(":", 2);
        add("user", decoded(pair[0]));
        if (pair.length > 1) {
            add("password", decoded(pair[1]));
        }
        return place.substring(at + 1);
    }

    private String decoded(String text) {
        if (form == Form.MARIADB) {
            return text;
        }
        try {
            return URLDecoder.decode(form == Form.MYSQL ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
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

    /** How a URI is written. MariaDB's driver knows no escapes, MySQL's does, with a plus for a space. */
    enum Form {
        MARIADB("jdbc:mariadb://HOST:PORT/DATABASE?user=…&password=…"),
        MYSQL("jdbc:mysql://HOST:PORT/DATABASE?user=…&password=…"),
        PLATFORM("mysql://USER:PASSWORD@HOST:PORT/DATABASE, with % escapes for : / ? @ % in user and password");

        private final String shape;

        Form(String shape) {
            this.shape = shape;
        }
    }
}
