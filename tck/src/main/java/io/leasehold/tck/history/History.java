package io.leasehold.tck.history;

import io.leasehold.store.memory.Contents;
import io.leasehold.tck.linear.Call;
import java.util.List;

/**
 * What several threads asked a store at once, and what it answered.
 *
 * @param cast about whom
 * @param definition the executable definition, at the moment of the calls
 * @param before what the definition kept before them, having answered everything until then as the store did
 * @param calls the calls
 */
record History(Cast cast, Definition definition, Contents before, List<Call<Request, Object>> calls) {
    /** How many calls overlap another one. */
    long overlapping() {
        return calls.stream()
                .filter(call -> calls.stream().anyMatch(other -> other != call && other.overlaps(call)))
                .count();
    }
}
