package io.leasehold.mongo;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.StoreOptions;

/** A client of a store, and what is to happen right before one of its commands is applied. Used by one thread. */
final class Interposed implements AutoCloseable {
    private final WireProxy proxy;
    private final LeaseStore store;
    private int countdown;
    private Runnable action = () -> {};

    Interposed(String database) {
        proxy = WireProxy.before(StandIn.servers(), command -> passed());
        store = MongoLeaseStore.opened(Clients.own(proxy.uri(database), StoreOptions.DEFAULT), StoreOptions.DEFAULT);
    }

    /** The store, the n-th of whose commands from now on comes after this. */
    LeaseStore before(int nth, Runnable what) {
        synchronized (this) {
            countdown = nth;
            action = what;
        }
        return store;
    }

    /** Whether it came to that. */
    synchronized boolean happened() {
        return countdown <= 0;
    }

    private synchronized Fate passed() {
        countdown--;
        if (countdown == 0) {
            action.run();
        }
        return new Fate.Passed();
    }

    @Override
    public void close() {
        store.close();
        proxy.close();
    }
}
