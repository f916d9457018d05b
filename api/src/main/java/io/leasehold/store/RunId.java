package io.leasehold.store;

/**
 * The id of one life of a job, from its submission to its end: 16 hex characters, drawn by the submitter and kept in the record
 * and in its tombstone. A resubmitted job is a new run, so its idempotency keys never repeat.
 *
 * @param value 16 lower-case hex characters
 */
public record RunId(String value) {
    public RunId {
        Check.hex16("run id", value);
    }

    /** The id that these random bits spell. */
    public static RunId of(long randomBits) {
        return new RunId(String.format("%016x", randomBits));
    }

    @Override
    public String toString() {
        return value;
    }
}
