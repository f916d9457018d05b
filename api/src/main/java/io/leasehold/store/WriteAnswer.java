package io.leasehold.store;

/** What became of one write (R11–R14). */
public sealed interface WriteAnswer {
    /**
     * The record now is, or already was, what this write says.
     *
     * @param wish what the operator wants
     * @param commandNumber the number of the operator's last command; one not seen before means: read the job again
     */
    record Applied(Wish wish, long commandNumber) implements WriteAnswer {}

    /** A newer revision of the same claim is stored; this write changes nothing any more. */
    record Superseded() implements WriteAnswer {}

    /**
     * Owner or token are no longer the writer's: the claim is over, and this write changes nothing any more. Whether it, or an earlier
     * attempt of it, was applied before the claim ended is not said.
     */
    record Fenced() implements WriteAnswer {}

    /**
     * The store holds less than it once acknowledged: stop, tell, and park the job.
     *
     * @param loss what is missing
     */
    record Regressed(Loss loss) implements WriteAnswer {}

    /**
     * The write can't be applied as it is, now or later; nothing changed.
     *
     * @param reason in words for a person
     */
    record Refused(String reason) implements WriteAnswer {}

    /** How a store shows that it lost something. */
    enum Loss {
        /** The stored token is lower than the writer's. */
        TOKEN_WENT_BACK,
        /** Another owner has the writer's token, or, as an engine tells it, another run or claim of the writer's own. */
        TOKEN_GIVEN_TWICE,
        /** There is no record at all, not even a tombstone. */
        NO_RECORD,
        /** The record is there, but damaged: no store call helps, a person has to repair or remove it. */
        UNREADABLE
    }
}
