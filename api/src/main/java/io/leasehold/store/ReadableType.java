package io.leasehold.store;

/**
 * A job type that the caller can run, with the state versions that it can read.
 *
 * @param type the type's name, 1 to 100 characters
 * @param oldest the lowest readable state version
 * @param newest the highest readable state version
 */
public record ReadableType(String type, int oldest, int newest) {
    public ReadableType {
        Check.text("job type", type, Limits.NAME_CHARACTERS);
        Check.between("state version", oldest, 1, newest);
    }

    /** Whether a job of this type with this state version can be read. */
    public boolean covers(String otherType, int stateVersion) {
        return type.equals(otherType) && stateVersion >= oldest && stateVersion <= newest;
    }
}
