package io.leasehold.store;

/**
 * Trouble with a whole call. Expected outcomes are values instead. The three kinds say what a caller may conclude; bad arguments are
 * {@link IllegalArgumentException}. No message holds a credential.
 */
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    private StoreException(String message) {
        super(message);
    }

    /** The call was surely not applied: repeating it is safe. */
    public static final class StoreUnavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreUnavailable(String message, Throwable cause) {
            super(message, cause);
        }

        public StoreUnavailable(String message) {
            super(message);
        }
    }

    /** The call was perhaps applied, wholly or in part: repeat it unchanged, or read again; never assume either way. */
    public static final class UnknownOutcome extends StoreException {
        private static final long serialVersionUID = 1L;

        public UnknownOutcome(String message, Throwable cause) {
            super(message, cause);
        }

        public UnknownOutcome(String message) {
            super(message);
        }
    }

    /** The store won't take the call as it is (permission, schema, quota): repeating it won't help; it was not applied. */
    public static final class StoreRejected extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreRejected(String message, Throwable cause) {
            super(message, cause);
        }

        public StoreRejected(String message) {
            super(message);
        }
    }
}
