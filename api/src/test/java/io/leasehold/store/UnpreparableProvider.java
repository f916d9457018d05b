package io.leasehold.store;

import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.memory.InMemoryLeaseStore;

/** Opens stores that can be neither prepared nor closed: {@code unpreparable:}. */
public final class UnpreparableProvider implements LeaseStoreProvider {
    @Override
    public String form() {
        return "unpreparable:";
    }

    @Override
    public boolean opens(String uri) {
        return uri.equals(form());
    }

    @Override
    public LeaseStore open(String uri, StoreOptions options) {
        return new ForwardingStore(new InMemoryLeaseStore(System::currentTimeMillis, options)) {
            @Override
            public void prepare(PrepareMode mode) {
                throw new StoreRejected("not prepared");
            }

            @Override
            public void close() {
                throw new IllegalStateException("not closed");
            }
        };
    }
}
