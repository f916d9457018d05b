package io.leasehold.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What of an H2 URI must not be shown. */
final class H2Secrets {
    private static final Set<String> HARMLESS = Set.of(
            "AUTO_SERVER",
            "WRITE_DELAY",
            "TRACE_LEVEL_FILE",
            "DB_CLOSE_DELAY",
            "DB_CLOSE_ON_EXIT",
            "IFEXISTS",
            "LOCK_TIMEOUT");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]{1,8}|[-0-9]{1,7}");

    private H2Secrets() {}

    /** The values of its settings, and their words between spaces and quotes, which H2 doubles. */
    static JdbcSecrets of(String uri) {
        List<String> parts = new ArrayList<>();
        boolean scripted = false;
        String[] settings = uri.split(";", -1);
        for (String setting : settings) {
            String[] pair = setting.split("=", 2);
            String name = pair[0].trim().toUpperCase(Locale.ROOT);
            scripted |= name.equals("INIT");
            if (setting != settings[0]
                    && !(HARMLESS.contains(name)
                            && PLAIN.matcher(pair[pair.length - 1]).matches())) {
                String value = pair[pair.length - 1];
                parts.add(value);
                parts.addAll(Arrays.asList(value.split("[\\s'\"]+")));
            }
        }
        return new JdbcSecrets(parts, scripted);
    }
}
