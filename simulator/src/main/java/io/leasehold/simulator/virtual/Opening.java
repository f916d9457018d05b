package io.leasehold.simulator.virtual;

import io.leasehold.simulator.door.Roster;
import io.leasehold.simulator.history.History;
import io.leasehold.store.StoreOptions;
import java.util.function.LongSupplier;

/** Opens the store of one run. */
@FunctionalInterface
interface Opening {
    /**
     * An empty store.
     *
     * @param clockMillis its clock
     * @param history what its witnesses write into
     * @param roster who owns what, as the witnesses know
     */
    SharedStore opened(LongSupplier clockMillis, StoreOptions options, History history, Roster roster);
}
