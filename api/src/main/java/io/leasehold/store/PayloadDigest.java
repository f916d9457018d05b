package io.leasehold.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 digest of a job's type and its payload <em>as submitted</em>: later amendments don't change it, and a tombstone
 * keeps it.
 *
 * @param hex 64 lower-case hex characters
 */
public record PayloadDigest(String hex) {
    public PayloadDigest {
        if (!Check.hex(hex, 64)) {
            throw new IllegalArgumentException("a payload digest must be 64 lower-case hex characters, but is: " + hex);
        }
    }

    /** The digest of this type and payload. */
    public static PayloadDigest of(String type, Bytes payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(type.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return new PayloadDigest(HexFormat.of().formatHex(sha256.digest(payload.toArray())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256, but this one doesn't", e);
        }
    }
}
