package io.leasehold.simulator.door;

import io.leasehold.store.ForwardingStore;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.SameTransaction;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A store whose transactions are watched, or travel; all else is its own. Thread-safe as what it wraps. */
public class TransactingStore extends ForwardingStore {
    private final SameTransaction<?> changed;

    /**
     * A store with its transactions changed by this.
     *
     * @param <C> what work is given in them
     * @throws IllegalArgumentException if the store has none that give that
     */
    public <C> TransactingStore(LeaseStore kept, Class<C> connectionType, UnaryOperator<SameTransaction<C>> change) {
        super(kept);
        this.changed = change.apply(of(kept, connectionType)
                .orElseThrow(() -> new IllegalArgumentException("messages in the store's own transaction need a store"
                        + " whose transactions give a " + connectionType.getName() + ", but is " + kept.describe())));
    }

    /** How a store commits work together with its records that is given one of these, if it does. */
    @SuppressWarnings("unchecked") // the type of the connection says so
    public static <C> Optional<SameTransaction<C>> of(LeaseStore store, Class<C> connectionType) {
        return SameTransaction.of(store)
                .filter(ability -> ability.connectionType() == connectionType)
                .map(ability -> (SameTransaction<C>) ability);
    }

    @Override
    public Optional<SameTransaction<?>> sameTransaction() {
        return Optional.of(changed);
    }
}
