package io.leasehold.tck.report;

/** A test that notes what it calls, for {@link TellsCalls} to tell. */
public interface Recorded {
    /** What was called so far. */
    CallLog calls();
}
