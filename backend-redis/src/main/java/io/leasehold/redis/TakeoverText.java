package io.leasehold.redis;

import io.leasehold.store.LeaseId;
import io.leasehold.store.Takeover;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The last takeovers as one field, newest first: from, to, token, time and standstill in milliseconds. The claim's script writes it. */
final class TakeoverText {
    private TakeoverText() {}

    static List<Takeover> read(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(TakeoverText::entry).toList();
    }

    private static Takeover entry(String text) {
        String[] parts = text.split(" ", -1);
        return new Takeover(
                new LeaseId(parts[0]),
                new LeaseId(parts[1]),
                Long.parseLong(parts[2]),
                Instant.ofEpochMilli(Long.parseLong(parts[3])),
                Duration.ofMillis(Long.parseLong(parts[4])));
    }
}
