package io.leasehold.testservers.wire;

import io.leasehold.store.LeaseStore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One telling of an operation's story, whose subjects are there and are nobody else's.
 *
 * @param call the call that meets trouble; it may be repeated
 * @param seen what there is of the subjects, without what differs from telling to telling
 * @param heard what the caller has heard of them
 */
record Telling(Consumer<LeaseStore> call, Function<LeaseStore, String> seen, Supplier<String> heard) {
    Telling(Consumer<LeaseStore> call, Function<LeaseStore, String> seen) {
        this(call, seen, () -> "");
    }
}
