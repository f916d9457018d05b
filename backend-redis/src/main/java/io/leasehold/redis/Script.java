package io.leasehold.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The scripts, one for each operation. The text of each is what all share ({@code prelude.lua}), what its kind shares, and its own part
 * as a function; {@code epilogue.lua} runs that and says of an error whether anything had been changed. Servers know a script by the
 * digest of its text.
 */
enum Script {
    PREPARE("prepare", true),
    GRANT("grant", true),
    RENEW("renew", true),
    END("end", true),
    SURVEY("survey", true),
    CLAIM("claim", true),
    WRITE("write", true),
    LOCK("lock", false, "locks"),
    TAKE_LOCK("takeLock", true, "locks"),
    RELEASE_LOCK("releaseLock", true, "locks"),
    SUBMIT("submit", true),
    COMMAND("command", true),
    FIND("find", false),
    LIST("list", false),
    OWNED("owned", false),
    TIDY_OWNERS("tidy", true),
    TIDY_LOCKS("tidy", true, "places"),
    TIDY_LEASES("tidy", true),
    TIDY_FINISHED("tidy", true),
    TIDY_TOMBSTONES("tidy", true),
    BELL("bell", false),
    RING("ring", true);

    private final String call;
    private final boolean changes;
    private final String text;
    private final String digest;

    Script(String call, boolean changes, String... shared) {
        this.call = call;
        this.changes = changes;
        this.text = text(shared);
        this.digest = digest(text);
    }

    /** The store's call that it serves, for people. */
    String call() {
        return call;
    }

    /** Whether it may change anything: if not, one that fails may be repeated. */
    boolean changes() {
        return changes;
    }

    /** Whether what it changed must not be lost: a ring may be. */
    boolean lasting() {
        return changes && this != RING;
    }

    /** What is sent to a server that doesn't know it. */
    String text() {
        return text;
    }

    /** By what a server knows it. */
    String digest() {
        return digest;
    }

    private String text(String... shared) {
        StringBuilder whole = new StringBuilder(resource("prelude"));
        for (String part : shared) {
            whole.append('\n').append(resource(part));
        }
        return whole.append("\nlocal function main()\n")
                .append(resource(name().toLowerCase(Locale.ROOT)))
                .append("end\n\n")
                .append(resource("epilogue"))
                .toString();
    }

    private static String resource(String name) {
        try (InputStream content = Script.class.getResourceAsStream(name + ".lua")) {
            if (content == null) {
                throw new IllegalStateException("the script " + name + ".lua must be beside the classes, but isn't");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the script " + name + ".lua can't be read", e);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha1.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-1, but this one doesn't", e);
        }
    }
}
