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

    /** {@code count chain}. */
    String written() {
        return count + " " + chain;
    }

    static Sent read(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "a state must be a count and a link, but has " + parts.length + " parts");
        }
        return new Sent(Long.parseLong(parts[0]), parts[1]);
    }
}
