package io.leasehold.redis;

import java.util.List;
import java.util.regex.Pattern;

/** What a server's error means (R21), told by its code, wherever in the text that stands. */
enum Meaning {
    /** The namespace's memory is used up. */
    FULL("OOM", true, "give the server more memory (maxmemory); what this store keeps must never be evicted"),
    /** The user may not do this. */
    NOT_PERMITTED(
            "NOPERM|The user executing the script",
            true,
            "grant this user the scripts, all keys and the channel of its namespace (see the README)"),
    /** Name or password are wrong, or missing. */
    WRONG_LOGIN("WRONGPASS|NOAUTH|invalid password|AUTH <password>", true, "check user name and password"),
    /** Somebody else uses keys of the namespace for something else. */
    FOREIGN("WRONGTYPE", true, "keys of this namespace hold something else: choose another namespace"),
    /** There is no such database. */
    NO_DATABASE("DB index is out of range", true, "check the number of the database"),
    /** It takes no writes as it stands, and may again. */
    NOT_PRIMARY("READONLY|MASTERDOWN", false, "it is tried again; name the primary"),
    /** A node of a cluster that doesn't serve the namespace, or not now. */
    ELSEWHERE(
            "MOVED|ASK|CLUSTERDOWN|TRYAGAIN|cluster is down",
            false,
            "it is tried again; name the cluster (redis-cluster://…)"),
    /** It takes no writes while it can't keep them. */
    CANT_KEEP("MISCONF|NOREPLICAS", false, "it is tried again; see the server's disk and its replicas"),
    /** It will answer later. */
    BUSY("LOADING|BUSY|UNKILLABLE|max number of clients reached", false, "it is tried again"),
    /** Anything else. */
    UNCLEAR("", false, "see the server's log");

    private static final List<Meaning> TOLD =
            List.of(FULL, NOT_PERMITTED, WRONG_LOGIN, FOREIGN, NO_DATABASE, NOT_PRIMARY, ELSEWHERE, CANT_KEEP, BUSY);

    private final Pattern codes;
    private final boolean rejected;
    private final String advice;

    Meaning(String codes, boolean rejected, String advice) {
        this.codes = Pattern.compile("(?<![A-Za-z])(" + codes + ")(?![A-Za-z])");
        this.rejected = rejected;
        this.advice = advice;
    }

    static Meaning of(String error) {
        return TOLD.stream()
                .filter(meaning -> meaning.codes.matcher(error).find())
                .findFirst()
                .orElse(UNCLEAR);
    }

    /** Whether another server is the one to ask. */
    boolean elsewhere() {
        return this == NOT_PRIMARY || this == ELSEWHERE;
    }

    /** Whether repeating the call can't help. */
    boolean rejected() {
        return rejected;
    }

    String advice() {
        return advice;
    }
}
