package io.leasehold.jdbc;

import io.leasehold.store.LeaseStore;
import io.leasehold.store.LeaseStores;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Retention;
import io.leasehold.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Opens stores for these tests. */
final class Stores {
    /** With time enough that a busy machine changes no answer; what a call timeout does is tested elsewhere. */
    static final StoreOptions PATIENT = StoreOptions.DEFAULT.callTimeout(Duration.ofMinutes(1));

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
        return open(memoryUri(), "leasehold");
    }

    /** Made for its first use. */
    static LeaseStore open(String uri, String namespace) {
        return open(uri, namespace, Retention.DEFAULT);
    }

    /** The same with another retention. */
    static LeaseStore open(String uri, String namespace, Retention retention) {
        return LeaseStores.open(uri, PATIENT.namespace(namespace).retention(retention), PrepareMode.CREATE);
    }
}
