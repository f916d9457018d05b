package io.leasehold.job;

import io.leasehold.store.JobId;
import io.leasehold.store.RunId;

/**
 * What a decision may know of its job, beside the state.
 *
 * @param id the user's name for the job
 * @param run which of the job's lives this is
 * @param sequence the number of the step that is being decided, from 1
 * @param payload what was submitted, or last amended
 * @param <P> the payload's type
 */
public record Job<P>(JobId id, RunId run, long sequence, P payload) {}
