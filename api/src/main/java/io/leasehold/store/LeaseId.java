package io.leasehold.store;

/**
 * The id of one lease and so of one running instance: 16 hex characters, drawn afresh at every start. Never a host name, never
 * a process number, so that a restarted instance is a new one.
 *
 * @param value 16 lower-case hex characters
 */
public record LeaseId(String value) implements Comparable<LeaseId> {
    public LeaseId {
        Check.hex16("lease id", value);
    }

    /** The id that these random bits spell. */
    public static LeaseId of(long randomBits) {
        return new LeaseId(String.format("%016x", randomBits));
    }

    @Override
    public int compareTo(LeaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
