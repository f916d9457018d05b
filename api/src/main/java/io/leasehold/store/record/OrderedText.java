package io.leasehold.store.record;

import java.nio.charset.StandardCharsets;

/**
 * Any text as digits and lower-case letters, five bits of its UTF-8 form a character: two texts never look alike, and they are ordered as
 * their UTF-8 forms are, which is {@link io.leasehold.store.JobId}'s order, provided that a lower character than any of these follows.
 */
final class OrderedText {
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

    private OrderedText() {}

    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder(bytes.length * 8 / 5 + 1);
        int held = 0;
        int bits = 0;
        for (byte b : bytes) {
            held = (held << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                encoded.append(DIGITS.charAt((held >> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) {
            encoded.append(DIGITS.charAt((held << (5 - bits)) & 31));
        }
        return encoded.toString();
    }

    /** The text that {@link #of} spelled so. */
    static String decoded(String encoded) {
        byte[] bytes = new byte[encoded.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < encoded.length(); i++) {
            held = (held << 5) | Character.digit(encoded.charAt(i), 32);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A number that isn't negative, with as many characters each time: numbers are ordered as their values are. */
    static String fixed(long number, int characters) {
        String shortest = Long.toString(number, 32);
        return "0".repeat(characters - shortest.length()) + shortest;
    }
}
