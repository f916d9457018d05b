package io.leasehold.jdbc;

import io.leasehold.store.LeaseId;
import io.leasehold.store.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The last takeovers as one column, newest first, in entries of equal width, so that the claim's statement can put one before the
 * others and cut the oldest off: from (16), to (16), token, time and standstill in milliseconds (20 digits each).
 */
final class TakeoverText {
    private static final int ID = 16;
    private static final int NUMBER = 20;
    private static final int ENTRY = 2 * ID + 3 * NUMBER;

    /** The most characters of the column. */
    static final int LONGEST = ENTRY * Takeover.KEPT;

    private TakeoverText() {}

    static List<Takeover> read(String text) {
        return IntStream.range(0, text.length() / ENTRY)
                .mapToObj(i -> entry(text.substring(i * ENTRY, (i + 1) * ENTRY)))
                .toList();
    }

    private static Takeover entry(String text) {
        return new Takeover(
                new LeaseId(text.substring(0, ID)),
                new LeaseId(text.substring(ID, 2 * ID)),
                number(text, 0),
                Instant.ofEpochMilli(number(text, 1)),
                Duration.ofMillis(number(text, 2)));
    }

    private static long number(String text, int index) {
        int from = 2 * ID + index * NUMBER;
        return Long.parseLong(text.substring(from, from + NUMBER));
    }
}
