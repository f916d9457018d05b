package io.leasehold.store;

/**
 * The user's name for a lock: 1 to 200 characters, any but NUL, compared byte for byte. Names of locks and ids of jobs never meet.
 *
 * @param value the name
 */
public record LockName(String value) implements Comparable<LockName> {
    public LockName {
        Check.text("lock name", value, Limits.ID_CHARACTERS);
    }

    /** By code point, which is the order of the UTF-8 forms. */
    @Override
    public int compareTo(LockName other) {
        return CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
