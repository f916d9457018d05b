package io.leasehold.job;

/** Recorded bytes that the codec of their own version, or the upgrade from it, refuses: a person must look at the job. */
public final class Undecodable extends Exception {
    private static final long serialVersionUID = 1L;

    Undecodable(String what, Throwable cause) {
        super(what + " can't be decoded: " + cause, cause);
    }
}
