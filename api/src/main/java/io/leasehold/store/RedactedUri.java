package io.leasehold.store;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Store URIs as they may be shown to people: without user names, passwords or parameters that could hold one. */
public final class RedactedUri {
    /** What surely holds no secret: {@code jdbc:} and the kind of database, or a scheme before two slashes. */
    private static final Pattern SCHEME = Pattern.compile("jdbc:[A-Za-z0-9+.-]+:(//)?|[A-Za-z][A-Za-z0-9+.-]*://");

    private static final Pattern PARAMETERS = Pattern.compile("[?;#]");
    private static final Pattern SPELLED_OUT = Pattern.compile("(pass|pwd|secret|token|user)[a-z]*\\s*=");

    private RedactedUri() {}

    /**
     * The URI up to its parameters, user information replaced, at most 200 characters, on one line. A password may itself hold any
     * of the characters that divide a URI; where it can't be told from the rest, nothing after the scheme is shown.
     */
    public static String of(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        int start = scheme.lookingAt() ? scheme.end() : 0;
        String shown = uri.substring(0, start) + bare(uri.substring(start));
        String oneLine = shown.replaceAll("\\p{Cntrl}", "?");
        return '"' + (oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "…") + '"';
    }

    private static String bare(String rest) {
        Matcher parameters = PARAMETERS.matcher(rest);
        int end = parameters.find() ? parameters.start() : rest.length();
        String bare = rest.substring(0, end);
        int at = rest.lastIndexOf('@');
        if (at >= end || SPELLED_OUT.matcher(bare.toLowerCase(Locale.ROOT)).find()) {
            return "***";
        }
        return at < 0 ? bare : "***" + bare.substring(at);
    }
}
