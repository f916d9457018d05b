package io.leasehold.simulator.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The SHA-256 of a history, event by event in order: two runs that did the same have the same. */
public final class HistoryDigest {
    private HistoryDigest() {}

    /** 16 hex characters. */
    public static String of(List<HistoryEvent> events) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            events.forEach(event -> sha256.update((event + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, but this one doesn't", e);
        }
    }
}
