package io.leasehold.store;

import java.util.Optional;

/** What became of a command (R17). */
public sealed interface CommandAnswer {
    /**
     * The command was carried out.
     *
     * @param number the record's command number now
     * @param wish the operator's wish now
     */
    record Applied(long number, Wish wish) implements CommandAnswer {}

    /** Another command, or another run, came first; nothing changed. The present run, number and wish. */
    record Stale(RunId run, long number, Wish wish) implements CommandAnswer {}

    /** The command can't be carried out as things stand; nothing changed. */
    record Refused(Reason reason) implements CommandAnswer {}

    /**
     * There is no such job.
     *
     * @param deleted the run whose tombstone is left
     */
    record Absent(Optional<RunId> deleted) implements CommandAnswer {}

    /** Why a command is refused. */
    enum Reason {
        /** A live lease owns the job: stop it first. */
        OWNED,
        /** A step is in doubt, and the command doesn't say that it wants to go ahead all the same. */
        IN_DOUBT,
        /** There is no such step in doubt. */
        NO_SUCH_STEP,
        /** The run has reached its end. */
        FINISHED
    }
}
