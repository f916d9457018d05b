package io.leasehold.tck.broken;

import io.leasehold.store.LeaseStore;

/** One set of records under a broken store: opens its clients, which share what the broken store keeps beside its records. */
@FunctionalInterface
public interface Breaking {
    /** One client's view of these records, with that client's way behind them. */
    LeaseStore over(LeaseStore kept, Behind behind);

    /** No mistake: the store as it is. */
    static Breaking none() {
        return (kept, behind) -> kept;
    }
}
