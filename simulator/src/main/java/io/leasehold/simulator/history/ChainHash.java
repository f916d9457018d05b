package io.leasehold.simulator.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that links each message of a run to the one before it, so that a lost or repeated state shows. */
public final class ChainHash {
    /** What the first message links to. */
    public static final String START = "0".repeat(16);

    private ChainHash() {}

    /** The link of one message: 16 hex characters. */
    public static String of(String previous, String job, String run, long sequence, String text) {
        String linked = String.join("\n", previous, job, run, Long.toString(sequence), text);
        byte[] digest = sha256().digest(linked.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
