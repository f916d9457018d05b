package io.leasehold.jdbc;

import io.leasehold.store.Secrets;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a URI must not be shown, and how a driver's texts are cleared of it: the values of all settings but those that are surely
 * harmless, whatever they are called, for a misspelt PASSWORD holds one too; and whatever looks like a URI.
 *
 * @param values the values, and what drivers make of them
 * @param scripted whether the URI runs SQL when connecting: whatever fails then may repeat any part of it, and isn't shown at all
 */
record JdbcSecrets(Secrets values, boolean scripted) {
    /** Nothing is known of the URI. */
    static final JdbcSecrets NONE = new JdbcSecrets(Secrets.UNKNOWN, false);

    private static final Pattern URI = Pattern.compile("(?i)(jdbc:|(postgres(ql)?|mysql|mariadb)://)[^\r\n]*");

    JdbcSecrets(List<String> values, boolean scripted) {
        this(new Secrets(values), scripted);
    }

    /** The text without them, and without any URI. */
    String masked(String text) {
        return URI.matcher(values.masked(text)).replaceAll("…");
    }

    /** Whether the failure, or any that it carries, shows one of them or a URI. */
    boolean shownBy(Throwable failure) {
        return Secrets.anyText(failure, text -> !masked(text).equals(text));
    }

    /** The failure of an attempt to connect, itself if it shows nothing. */
    SQLException cleared(SQLException failure) {
        if (!scripted && !shownBy(failure)) {
            return failure;
        }
        String text = scripted
                ? "connecting failed, or what INIT of the URI runs, which isn't shown"
                : masked(String.valueOf(failure.getMessage()));
        SQLException cleared = new SQLException(text, failure.getSQLState(), failure.getErrorCode());
        cleared.setStackTrace(failure.getStackTrace());
        return cleared;
    }
}
