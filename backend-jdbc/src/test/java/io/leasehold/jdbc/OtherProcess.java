package io.leasehold.jdbc;

import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;

/** A second process over the same file: claims every job for a lease of its own, says how many, and ends. */
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) {
        try (LeaseStore store = LeaseStores.open(arguments[0])) {
            LeaseId lease = Samples.granted(store, 99);
            System.out.println("claimed " + Samples.claim(store, lease, 2).size());
        }
    }
}
