package io.leasehold.engine;

import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobRecord;
import io.leasehold.store.RunId;
import io.leasehold.store.Wish;
import java.util.Optional;

/** What became of an operator's order. */
public sealed interface OperatorAnswer {
    /**
     * It was carried out.
     *
     * @param run the job's run now; after a delete, the one that was deleted
     * @param number the job's command number now
     * @param wish what the operators want now
     */
    record Done(RunId run, long number, Wish wish) implements OperatorAnswer {}

    /** The job is already as it should be: nothing was changed. */
    record AlreadySo(JobRecord job) implements OperatorAnswer {}

    /**
     * Another order came first, and this one no longer means what it meant: nothing was changed. Look at the job and decide again.
     *
     * @param now the job as it is
     */
    record Overtaken(JobRecord now) implements OperatorAnswer {}

    /**
     * It can't be carried out as things stand: nothing was changed.
     *
     * @param reason why
     * @param advice what would help, in words for a person
     */
    record Refused(CommandAnswer.Reason reason, String advice) implements OperatorAnswer {}

    /**
     * There is no such job: it never was, or it was deleted.
     *
     * @param deleted the run that was deleted meanwhile, if the store says so
     */
    record Absent(Optional<RunId> deleted) implements OperatorAnswer {}
}
