package io.leasehold.job;

/**
 * Thrown by a performer that knows for sure that nothing left the process: the same step is performed again later, under the same
 * key. Any other exception leaves the step in doubt, for its effect may have happened.
 */
public final class NotPerformed extends Exception {
    private static final long serialVersionUID = 1L;

    public NotPerformed(String why) {
        super(why);
    }

    public NotPerformed(String why, Throwable cause) {
        super(why, cause);
    }
}
