package io.leasehold.tck.record;

import io.leasehold.store.StoreOptions;
import io.leasehold.tck.LeaseStoreTck;
import io.leasehold.tck.StoreUnderTest;

/**
 * The conformance kit of a lease store over a {@code RecordLeaseStore} on ported records: whoever opens those need write nothing
 * else, for the kit moves the storage's clock and loses leases by itself.
 */
public abstract class RecordLeaseStoreTck extends LeaseStoreTck {
    /** For the author's class. */
    protected RecordLeaseStoreTck() {}

    /** Opens two clients, as yet unprepared, of a storage that holds no records. */
    protected abstract RecordStoreUnderTest open();

    @Override
    protected final StoreUnderTest open(StoreOptions options) {
        return new LeasesOnRecords(open(), options);
    }
}
