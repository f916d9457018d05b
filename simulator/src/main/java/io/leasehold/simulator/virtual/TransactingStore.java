package io.leasehold.simulator.virtual;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import io.leasehold.store.memory.MemoryTransaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store in memory whose transactions are watched, or travel; all else is its own. Not thread-safe. */
final class TransactingStore extends ForwardingStore {
    private final SameTransaction<MemoryTransaction> changed;

    TransactingStore(LeaseStore kept, UnaryOperator<SameTransaction<MemoryTransaction>> change) {
        super(kept);
        this.changed = change.apply(of(kept));
    }

    @SuppressWarnings("unchecked") // the type of the connection says so
    private static SameTransaction<MemoryTransaction> of(LeaseStore store) {
        return SameTransaction.of(store)
                .filter(ability -> ability.connectionType() == MemoryTransaction.class)
                .map(ability -> (SameTransaction<MemoryTransaction>) ability)
                .orElseThrow(() -> new IllegalArgumentException(
                        "messages in the store's own transaction need a store in memory, but is " + store.describe()));
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return Optional.of(changed);
    }
}
