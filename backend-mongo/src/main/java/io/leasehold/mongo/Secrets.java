package io.leasehold.mongo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of a URI must not be shown, and how other people's texts are cleared of it.
 *
 * @param parts user name and password, as they stand in the URI and as they are meant
 * @param known whether these are all that there are
 */
record Secrets(List<String> parts, boolean known) {
    /** Those of a user's own client. */
    static final Secrets UNKNOWN = new Secrets(List.of(), false);

    /** Shorter ones are masked only as words of their own: they may be part of any other. */
    private static final int LONG = 4;

    Secrets {
        parts = parts.stream()
                .filter(part -> !part.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    Secrets(List<String> parts) {
        this(parts, true);
    }

    /** The text without them. */
    String masked(String text) {
        String masked = text;
        for (String part : parts) {
            masked = pattern(part).matcher(masked).replaceAll("***");
        }
        return masked;
    }

    /** Whether the failure, or any that it carries, shows one of them. */
    boolean shownBy(Throwable failure) {
        List<Throwable> carried = new ArrayList<>(List.of(failure.getSuppressed()));
        Optional.ofNullable(failure.getCause()).ifPresent(carried::add);
        String text = String.valueOf(failure);
        return !masked(text).equals(text) || carried.stream().anyMatch(this::shownBy);
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
