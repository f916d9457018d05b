package io.leasehold.jdbc;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a URI must not be shown, and how a driver's texts are cleared of it: the values of all settings but those that are surely
 * harmless, whatever they are called, for a misspelt PASSWORD holds one too.
 *
 * @param parts the values, and what drivers make of them; the longest are masked first
 * @param scripted whether the URI runs SQL when connecting: whatever fails then may repeat any part of it, and isn't shown at all
 */
record Secrets(List<String> parts, boolean scripted) {
    /** Nothing is known of the URI. */
    static final Secrets NONE = new Secrets(List.of(), false);

    private static final Pattern URI = Pattern.compile("(?i)(jdbc:|(postgres(ql)?|mysql|mariadb)://)[^\r\n]*");

    /** Shorter ones are masked only as words of their own: they may be part of any other. */
    private static final int LONG = 4;

    Secrets {
        parts = parts.stream()
                .filter(part -> !part.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without them, and without any URI. */
    String masked(String text) {
        String masked = text;
        for (String part : parts) {
            masked = pattern(part).matcher(masked).replaceAll("***");
        }
        return URI.matcher(masked).replaceAll("…");
    }

    /** Whether the failure, or any that it carries, shows one of them or a URI. */
    boolean shownBy(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            String text = String.valueOf(next);
            if (!masked(text).equals(text)) {
                return true;
            }
            open.addAll(carriedBy(next));
        }
        return false;
    }

    private static List<Throwable> carriedBy(Throwable failure) {
        List<Throwable> carried = new ArrayList<>(Arrays.asList(failure.getSuppressed()));
        if (failure.getCause() != null) {
            carried.add(failure.getCause());
        }
        if (failure instanceof SQLException sql && sql.getNextException() != null) {
            carried.add(sql.getNextException());
        }
        return carried;
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

    private static Pattern pattern(String part) {
        String quoted = Pattern.quote(part);
        return Pattern.compile(
                part.length() >= LONG ? quoted : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE);
    }

    @Override
    public String toString() {
        return "Secrets[" + parts.size() + " parts]";
    }
}
