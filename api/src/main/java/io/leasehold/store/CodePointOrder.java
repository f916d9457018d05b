package io.leasehold.store;

/**
 * Orders texts as their UTF-8 bytes are ordered. {@link String#compareTo} orders UTF-16 units instead and so puts emoji before
 * the private-use area: a store that sorts bytes would page in another order than the definition.
 */
final class CodePointOrder {
    private CodePointOrder() {}

    static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Character.compare(rank(l), rank(r));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates stand for code points above U+FFFF, so they rank above every other unit. */
    private static char rank(char unit) {
        if (Character.isSurrogate(unit)) {
            return (char) (unit + 0x2000);
        }
        return unit >= 0xe000 ? (char) (unit - 0x800) : unit;
    }
}
