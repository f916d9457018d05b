package io.leasehold.testservers;

import java.time.Duration;

/**
 * What becomes of the bytes that one side sends through a {@link FaultProxy}.
 *
 * @param kind what becomes of them
 * @param delay for {@link Kind#LATE}: how long they take
 */
public record Fault(Kind kind, Duration delay) {
    /** What becomes of the bytes. */
    public enum Kind {
        /** They go through. */
        PASS,
        /** They go through after a while. */
        LATE,
        /** They wait until the fault is over, then go through. */
        HOLD,
        /** They are gone; the connection stays: a black hole. Nor does the other side hear that this one has closed. */
        DROP,
        /** The sender's connection is closed at once; a request goes through all the same when the fault is over, an answer never. */
        STRAY,
        /** They are gone, and the connection is closed in good order. */
        CUT,
        /** They are gone, and the connection is reset. */
        RESET
    }

    /** No fault. */
    public static Fault pass() {
        return new Fault(Kind.PASS, Duration.ZERO);
    }

    /** So much later. */
    public static Fault late(Duration delay) {
        return new Fault(Kind.LATE, delay);
    }

    /** When the fault is over. */
    public static Fault hold() {
        return new Fault(Kind.HOLD, Duration.ZERO);
    }

    /** Never, and nobody hears so. */
    public static Fault drop() {
        return new Fault(Kind.DROP, Duration.ZERO);
    }

    /** A request that goes through long after its sender lost the connection. */
    public static Fault stray() {
        return new Fault(Kind.STRAY, Duration.ZERO);
    }

    /** Never, and the connection ends. */
    public static Fault cut() {
        return new Fault(Kind.CUT, Duration.ZERO);
    }

    /** Never, and the connection is reset. */
    public static Fault reset() {
        return new Fault(Kind.RESET, Duration.ZERO);
    }

    /** Whether nothing comes through as long as it lasts, not even the end of the connection. */
    boolean silent() {
        return kind == Kind.DROP || kind == Kind.HOLD;
    }
}
