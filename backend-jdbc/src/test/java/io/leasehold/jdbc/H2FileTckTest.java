package io.leasehold.jdbc;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.StoreUnderTest;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;

class H2FileTckTest extends LeaseStoreTck {
    private static final AtomicLong NUMBER = new AtomicLong();

    @TempDir
    static Path folder;

    @Override
    protected StoreUnderTest open(StoreOptions options) {
        return new SqlUnderTest.InFile(
                Stores.fileUri(folder.resolve(Long.toString(NUMBER.incrementAndGet()))), options);
    }
}
