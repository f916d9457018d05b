package io.leasehold.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Store URIs as they may be shown to people: without user names, passwords or parameters that could hold one. */
public final class RedactedUri {
    /** What surely holds no secret: {@code jdbc:} and the kind of database, or a scheme before two slashes. */
    private static final Pattern SCHEME =
            Pattern.compile("jdbc:[A-Za-z0-9+.-]+:(((tcp|ssl):)?//)?|[A-Za-z][A-Za-z0-9+.-]*://");

    private static final Pattern PARAMETERS = Pattern.compile("[?;#]");

    /** Hosts and ports, as they may stand between two slashes and a path. */
    private static final Pattern HOSTS;

    static {
        String host = "([^/:,\\[\\]]*|\\[[0-9A-Fa-f:.]*])(:[0-9]{1,5})?";
        HOSTS = Pattern.compile(host + "(," + host + ")*(/.*)?", Pattern.DOTALL);
    }

    /** What may stand alone: a word, or a scheme without anything behind it. */
    private static final Pattern WORD = Pattern.compile("[^:@]*:?");

    /** Databases whose URIs go on with the name of a file. */
    private static final Pattern FILES = Pattern.compile("jdbc:(h2|hsqldb|derby|sqlite):");

    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

    private RedactedUri() {}

    /**
     * The URI up to its parameters, user information replaced, at most 200 characters, on one line. A password may itself hold any
     * of the characters that divide a URI, and may have lost the ones that should have; where it can't be told from the rest, nothing
     * after the scheme is shown.
     */
    public static String of(String uri) {
        Matcher scheme = SCHEME.matcher(uri);
        int start = scheme.lookingAt() ? scheme.end() : 0;
        String shown = uri.substring(0, start) + shown(uri.substring(start), pattern(uri, start));
        String oneLine = shown.replaceAll("\\p{Cntrl}", "?");
        return '"' + (oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "…") + '"';
    }

    /** What the part after the scheme must look like, for all of it to be shown. */
    private static Pattern pattern(String uri, int start) {
        if (start > 0 && uri.startsWith("//", start - 2)) {
            return HOSTS;
        }
        return FILES.matcher(uri).lookingAt() ? ANY : WORD;
    }

    private static String shown(String rest, Pattern harmless) {
        Matcher parameters = PARAMETERS.matcher(rest);
        int end = parameters.find() ? parameters.start() : rest.length();
        String bare = rest.substring(0, end);
        int at = rest.lastIndexOf('@');
        String place = bare.substring(Math.min(at + 1, end));
        if (at >= end
                || bare.indexOf('=') >= 0
                || !harmless.matcher(at < 0 ? bare : place).matches()) {
            return "***";
        }
        return at < 0 ? bare : "***@" + place;
    }
}
