package io.leasehold.jdbc;

/** What a database's exception means to us, and what a person can do about it. */
enum Meaning {
    /** A row with this key, or a table of this name, is there already. */
    DUPLICATE("it is there already"),
    /** The statement surely did nothing and may be repeated at once: deadlock, lock time-out, concurrent update. */
    TRANSIENT("it may be repeated"),
    /** A table or a column isn't there. */
    SCHEMA_MISSING("prepare(CREATE) makes the schema"),
    /** The user may not do this. */
    NOT_PERMITTED("grant this user the right to create, read and change the namespace's tables"),
    /** Name or password are wrong. */
    WRONG_LOGIN("check user name and password"),
    /** Another process has the database open and doesn't share it. */
    IN_USE("stop the other process, or open the database with AUTO_SERVER=TRUE there too"),
    /** The server takes no writes at present: a standby, or a primary that is being replaced. */
    READ_ONLY("it takes no writes now; name the primary, or wait for the fail-over to end"),
    /** The server has no connection, memory or disk left for this. */
    EXHAUSTED("give the server more connections, memory or disk"),
    /** The database ended the statement at its time limit, and undid it. */
    TOO_SLOW("it took longer than one statement may; see what blocks it"),
    /** A statement in this transaction failed before, so none of it can be committed. */
    SPOILED("roll back to a savepoint before the statement that failed, or let its exception through"),
    /** Nobody answers, or the file can't be opened. */
    UNREACHABLE("check that the database can be reached and opened"),
    /** The database won't take the statement or its values, now or later. */
    REJECTED("repeating won't help"),
    /** Anything else. */
    UNCLEAR("see the cause");

    private final String advice;

    Meaning(String advice) {
        this.advice = advice;
    }

    String advice() {
        return advice;
    }

    /** Whether the statement surely changed nothing, wherever it failed. */
    boolean surelyNotApplied() {
        return this != UNCLEAR && this != UNREACHABLE;
    }

    /** Whether repeating the call can't help. */
    boolean rejected() {
        return this == SCHEMA_MISSING || this == NOT_PERMITTED || this == WRONG_LOGIN || this == REJECTED;
    }
}
