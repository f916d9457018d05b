package io.leasehold.store.memory;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStoreProvider;
import io.leasehold.store.StoreOptions;

/** Opens {@code memory:}, a fresh {@link InMemoryLeaseStore} each time. */
public final class MemoryStoreProvider implements LeaseStoreProvider {
    @Override
    public String form() {
        return "memory:";
    }

    @Override
    public boolean opens(String uri) {
        return uri.equals("memory:");
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        return new InMemoryLeaseStore(System::currentTimeMillis, options);
    }
}
