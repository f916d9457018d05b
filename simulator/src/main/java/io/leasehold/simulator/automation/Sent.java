package io.leasehold.simulator.automation;

import io.leasehold.simulator.history.ChainHash;

/**
 * Where a job stands.
 *
 * @param count how many messages it has been through
 * @param chain the link of the last one
 */
public record Sent(long count, String chain) {
    /** Before the first message. */
    public static final Sent NOTHING = new Sent(0, ChainHash.START);

    /** {@code count chain}, from version 2 on the other way round. */
    String written(int version) {
        return version == 1 ? count + " " + chain : "at " + chain + " " + count;
    }

    static Sent read(int version, String text) {
        String[] parts = text.split(" ", -1);
        int wanted = version == 1 ? 2 : 3;
        if (parts.length != wanted) {
            throw new IllegalArgumentException("a state of version " + version + " must have " + wanted
                    + " parts, a count and a link among them, but has " + parts.length);
        }
        return version == 1
                ? new Sent(Long.parseLong(parts[0]), parts[1])
                : new Sent(Long.parseLong(parts[2]), parts[1]);
    }
}
