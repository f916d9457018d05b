package io.leasehold.simulator.real;

/** Ends whatever a killed instance was doing. An Error, so that no handler takes it for a failure of its own. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String instance) {
        super("instance " + instance + " was killed", null, false, false);
    }
}
