package io.leasehold.simulator.automation;

import java.util.List;

/**
 * What is submitted: messages to one recipient at a pace.
 *
 * @param to the recipient
 * @param everyMillis the time from one message to the next
 * @param texts what the messages say, in turn
 * @param repeat how often the texts are gone through
 */
public record Series(String to, long everyMillis, List<String> texts, int repeat) {
    public Series {
        texts = List.copyOf(texts);
    }

    /** How many messages there are in all. */
    public long messages() {
        return (long) texts.size() * repeat;
    }

    /** The text of the message with this number, from 1. */
    public String text(long number) {
        return texts.get((int) ((number - 1) % texts.size()));
    }
}
