package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.StoreOptions;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Opens stores for these tests. */
final class Stores {
    private static final AtomicLong NUMBER = new AtomicLong();

    private Stores() {}

    /** A database in memory that no other test knows. */
    static String memoryUri() {
        return "jdbc:h2:mem:test" + NUMBER.incrementAndGet();
    }

    static String fileUri(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("leasehold");
    }

    static LeaseStore memory() {
        return LeaseStores.open(memoryUri());
    }

    static LeaseStore open(String uri, String namespace) {
        return LeaseStores.open(uri, StoreOptions.DEFAULT.namespace(namespace), PrepareMode.CREATE);
    }
}
