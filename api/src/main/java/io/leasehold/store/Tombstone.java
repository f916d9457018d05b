package io.leasehold.store;

/**
 * What is left of a deleted job: enough that neither its token nor its run can come back.
 *
 * @param run the job's last run
 * @param token its last token
 * @param commandNumber its last command number
 * @param digest of the payload as submitted
 * @param buriedAt when it was left, in epoch milliseconds by the store's clock
 */
public record Tombstone(RunId run, long token, long commandNumber, PayloadDigest digest, long buriedAt) {}
