package io.leasehold.mongo;

import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreException.UnknownOutcome;

/** Calls that read a record, and change it if it still is as it was read. */
final class Races {
    /** After how many lost races a call gives up; each means that somebody else's change went through. */
    static final int ATTEMPTS = 8;

    private Races() {}

    /**
     * What becomes of a call that lost all of them.
     *
     * @param changed whether something else that it is about has been changed by it
     */
    static StoreException lost(Call call, boolean changed) {
        String line = call.what() + ": a record changed " + ATTEMPTS + " times in a row; repeat the call";
        return changed ? new UnknownOutcome(line) : new StoreUnavailable(line);
    }
}
