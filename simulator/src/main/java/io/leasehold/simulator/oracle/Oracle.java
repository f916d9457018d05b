package io.leasehold.simulator.oracle;

import java.util.List;

/** Holds one rule against the evidence of a run. Keeps no state. */
public interface Oracle {
    /** All that a run with real threads is judged by. */
    List<Oracle> REAL = List.of(
            new Dup(),
            new Loss(),
            new Doubt(),
            new Chain(),
            new Token(),
            new Down(),
            new Told(),
            new Innocent(),
            new Leak());

    /**
     * All that a run with processes is judged by: a process that is killed takes what it had not told with it, so nothing that
     * has to know each write of each owner.
     */
    List<Oracle> PROCESSES = List.of(
            new Dup(),
            new Loss(),
            new Doubt(),
            new Chain(),
            new Token(),
            new Down(),
            new Told(),
            new Innocent(),
            new Leak());

    /**
     * What a run with real threads is judged by that was ended before its time: those that find no fault with what has merely not come
     * yet.
     */
    List<Oracle> SO_FAR = List.of(new Dup(), new Doubt(), new Chain(), new Token(), new Innocent());

    /** All that a run in virtual time is judged by, where an event's place is its very moment. */
    List<Oracle> VIRTUAL = List.of(
            new Dup(),
            new Loss(),
            new Doubt(),
            new Chain(),
            new Token(),
            new Auth(),
            new Grant(),
            new Mono(),
            new Two(),
            new Down(),
            new Pace(),
            new Wish(),
            new Told(),
            new Innocent(),
            new Churn(),
            new Balance(),
            new Stall(),
            new Leak(),
            new Growth(),
            new Lock());

    /** What this history is judged by. */
    static List<Oracle> of(Evidence evidence) {
        return switch (evidence.head().mode()) {
            case "real" -> REAL;
            case "processes" -> PROCESSES;
            default -> VIRTUAL;
        };
    }

    /** Its name in capitals, as the scenarios call it. */
    String name();

    /** What it finds. */
    Judgement judge(Evidence evidence);
}
