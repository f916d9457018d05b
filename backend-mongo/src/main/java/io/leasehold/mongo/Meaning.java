package io.leasehold.mongo;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a server's error code means to a single statement (R21), and what a person can do about it. */
enum Meaning {
    /** A record with this key is there already. */
    DUPLICATE(Effect.NONE, false, "it is there already", 11000, 11001, 12582),
    /** The server is no primary: it refused at the door. */
    NOT_PRIMARY(Effect.NONE, false, "it is tried again at the next primary", 10107, 13435, 10058),
    /** The statement surely did nothing and may be repeated at once. */
    CONFLICT(Effect.NONE, false, "it may be repeated", 112, 24),
    /** The server stopped or stepped down in the middle. */
    STEPPED_DOWN(Effect.UNKNOWN, false, "it is tried again at the next primary", 91, 189, 11600, 11602, 13436),
    /** The server ended it at its time limit, or somebody killed it. */
    TOO_SLOW(Effect.UNKNOWN, false, "it was ended by the server; see what slows it", 50, 262, 11601),
    /** The user may not do this. */
    NOT_PERMITTED(
            Effect.NEVER,
            true,
            "grant this user find, insert, update and remove on the namespace's collections (see docs/mongodb.md)",
            13,
            8000),
    /** Name or password are wrong. */
    WRONG_LOGIN(Effect.NEVER, true, "check user name and password", 18),
    /** An index of this name, or on these fields, is another one. */
    OTHER_INDEX(Effect.NEVER, true, "drop that index, or choose another namespace", 85, 86),
    /** The server can't do what the statement asks. */
    NOT_ABLE(Effect.NEVER, true, "repeating won't help: it needs MongoDB 4.2 or newer", 2, 9, 20, 59, 72, 115, 224),
    /** The server won't take this record. */
    NOT_TAKEN(Effect.NONE, true, "repeating won't help: see the collection's validation and size limits", 121, 10334),
    /** It ran before, and how that ended is forgotten. */
    FORGOTTEN(Effect.UNKNOWN, false, "read again", 217, 225, 40613, 5637601, 5637602),
    /** It has too much to do. */
    OVERLOADED(Effect.UNKNOWN, false, "it is tried again", 365, 402, 433, 449),
    /** Nobody answered, and nothing was sent. */
    UNREACHED(Effect.NEVER, false, "nothing was sent; check that the server runs and can be reached"),
    /** The client was told what can't be. */
    MISCONFIGURED(Effect.NEVER, true, "nothing was sent; check the options of the URI or of the client"),
    /** Anything else. */
    UNCLEAR(Effect.UNKNOWN, false, "see the server's log");

    private enum Effect {
        /** None, whatever else was sent with it. */
        NEVER,
        /** None, if it was the only attempt, and for one record; others may have been changed before. */
        NONE,
        UNKNOWN
    }

    private final Effect effect;
    private final boolean rejected;
    private final String advice;
    private final IntPredicate codes;

    Meaning(Effect effect, boolean rejected, String advice, int... codes) {
        this.effect = effect;
        this.rejected = rejected;
        this.advice = advice;
        this.codes = code -> IntStream.of(codes).anyMatch(one -> one == code);
    }

    static Meaning of(int code) {
        for (Meaning meaning : values()) {
            if (meaning.codes.test(code)) {
                return meaning;
            }
        }
        return UNCLEAR;
    }

    /** Whether a statement that met this surely changed nothing. */
    boolean surelyNotApplied(Sent sent) {
        return switch (effect) {
            case NEVER -> sent != Sent.SEVERAL_COMMANDS;
            case NONE -> sent == Sent.ONE_RECORD;
            case UNKNOWN -> false;
        };
    }

    /** Whether repeating the call can't help. */
    boolean rejected() {
        return rejected;
    }

    String advice() {
        return advice;
    }
}
