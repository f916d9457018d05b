package io.leasehold.store;

/** Store URIs as they may be shown to people: without user names, passwords or parameters that could hold one. */
public final class RedactedUri {
    private RedactedUri() {}

    /** The URI up to its parameters, user information replaced, at most 200 characters, on one line. */
    public static String of(String uri) {
        String bare = uri.split("[?;]", 2)[0];
        String hidden = bare.replaceFirst("//.*@", "//***@").replaceFirst("^([^/]*:)[^/]*@", "$1***@");
        String oneLine = hidden.replaceAll("\\p{Cntrl}", "?");
        return '"' + (oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "…") + '"';
    }
}
