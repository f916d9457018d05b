package io.leasehold.mongo;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStoreProvider;
import io.leasehold.store.StoreOptions;

/** Opens {@code mongodb:} and {@code mongodb+srv:} URIs. */
public final class MongoStoreProvider implements LeaseStoreProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public MongoStoreProvider() {}

    @Override
    public String form() {
        return "mongodb://…, mongodb+srv://…";
    }

    @Override
    public boolean opens(String uri) {
        return MongoUri.isOne(uri);
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        return MongoLeaseStore.opened(Clients.own(uri, options), options);
    }
}
