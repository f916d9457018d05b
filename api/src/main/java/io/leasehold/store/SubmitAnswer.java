package io.leasehold.store;

/** What became of one submission (R16). */
public sealed interface SubmitAnswer {
    /** The run that the id has now. */
    RunId run();

    /** The job was created by this submission. */
    record Created(RunId run) implements SubmitAnswer {}

    /**
     * Nothing changed: this very run is there, or one with the same type and the same payload as submitted.
     *
     * @param deleted whether only its tombstone is left: nothing runs, and a submission may begin another run by naming this one
     */
    record Same(RunId run, boolean deleted) implements SubmitAnswer {}

    /**
     * Nothing changed: another job has this id.
     *
     * @param deleted whether only its tombstone is left, which a submission may replace by naming its run; answered to one that
     *     named this very run: not even that is left, and a submission may create the job by naming none
     */
    record Other(RunId run, boolean deleted) implements SubmitAnswer {}
}
