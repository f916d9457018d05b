package io.leasehold.store;

import java.nio.charset.StandardCharsets;

/**
 * The user's name for a job: 1 to 200 characters, any but NUL, compared byte for byte ({@code a}, {@code A} and {@code "a "}
 * are three ids).
 *
 * @param value the name
 */
public record JobId(String value) implements Comparable<JobId> {
    public JobId {
        Check.text("job id", value, Limits.ID_CHARACTERS);
    }

    /**
     * Where this id lies among the 65,536 slots over which claimers spread, so that they don't meet on the same rows: the low
     * 16 bits of the FNV-1a hash of its UTF-8 form (Fowler, Noll, Vo, 1991), folded.
     */
    public int slot() {
        int hash = 0x811c9dc5;
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return (hash ^ (hash >>> 16)) & 0xffff;
    }

    /** By code point, which is the order of the UTF-8 forms. */
    @Override
    public int compareTo(JobId other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
