package io.leasehold.store;

import java.time.Duration;

/** The argument checks of this package's values: one line that names the argument, its value and the limit (R21, R23). */
final class Check {
    private Check() {}

    static void text(String what, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw new IllegalArgumentException(what + " must have 1 to " + longest + " characters, but has "
                    + value.length() + ": " + shown(value));
        }
        encodable(what, value);
    }

    static void encodable(String what, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException(
                        what + " must be valid Unicode, but has half a character (a lone surrogate) at index " + i);
            } else if (c == 0) {
                throw new IllegalArgumentException(what + " must not hold the character NUL, but does at index " + i);
            }
        }
    }

    static void hex16(String what, String value) {
        if (!hex(value, 16)) {
            throw new IllegalArgumentException(what + " must be 16 lower-case hex characters, but is: " + shown(value));
        }
    }

    /** Lower-case. By hand: ids are made for every record that is read, and a pattern costs more than all the rest. */
    static boolean hex(String value, int length) {
        if (value.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static void between(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + ", but is " + value);
        }
    }

    static void between(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    what + " must be between " + least + " and " + most + ", but is " + value);
        }
    }

    static void notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + value);
        }
    }

    static void positive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than zero, but is " + value);
        }
    }

    static void atMost(String what, int size, int most) {
        if (size > most) {
            throw new IllegalArgumentException(what + " must be at most " + most + ", but is " + size);
        }
    }

    /** At most 40 characters of it, on one line. */
    static String shown(String value) {
        String head = value.length() <= 40 ? value : value.substring(0, 40) + "…";
        return '"' + head.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
