package io.leasehold.simulator.history;

import io.leasehold.store.StepKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash chain through a run's effects: each link is the SHA-256 of the one before it, the step's key and what was sent. */
public final class Chain {
    /** Before the first effect. */
    public static final String START = "start";

    private Chain() {}

    /** The link behind this effect, 16 hex characters. */
    public static String next(String previous, StepKey step, String payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest((previous + "\n" + step + "\n" + payload).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, but this one doesn't", e);
        }
    }
}
