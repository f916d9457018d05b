package io.leasehold.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * For stores: what of a URI must not be shown, and how other people's texts are cleared of it. Immutable; its own text shows nothing.
 *
 * @param parts user name and password, as they stand in the URI and as they are meant; blank ones count for nothing
 * @param known whether these are all that there are
 */
public record Secrets(List<String> parts, boolean known) {
    /** Those of a user's own client. */
    public static final Secrets UNKNOWN = new Secrets(List.of(), false);

    /** Shorter ones are masked only as words of their own: they may be part of any other. */
    private static final int LONG = 4;

    public Secrets {
        parts = parts.stream()
                .filter(part -> !part.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** All that there are. */
    public Secrets(List<String> parts) {
        this(parts, true);
    }

    /** The text without them, upper or lower case alike. */
    public String masked(String text) {
        String masked = text;
        for (String part : parts) {
            masked = pattern(part).matcher(masked).replaceAll("***");
        }
        return masked;
    }

    /** Whether the failure, or any that it carries, shows one of them. */
    public boolean shownBy(Throwable failure) {
        return anyText(failure, text -> !masked(text).equals(text));
    }

    /** Whether such is the text of the failure, or of any that it carries as cause, suppressed, or in a row of its own. */
    public static boolean anyText(Throwable failure, Predicate<String> such) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.pop();
            if (seen.add(next)) {
                if (such.test(String.valueOf(next))) {
                    return true;
                }
                open.addAll(carriedBy(next));
            }
        }
        return false;
    }

    private static List<Throwable> carriedBy(Throwable failure) {
        List<Throwable> carried = new ArrayList<>(Arrays.asList(failure.getSuppressed()));
        if (failure.getCause() != null) {
            carried.add(failure.getCause());
        }
        // SQL exceptions
        if (failure instanceof Iterable<?> row) {
            row.forEach(each -> carried.add((Throwable) each));
        }
        return carried;
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
