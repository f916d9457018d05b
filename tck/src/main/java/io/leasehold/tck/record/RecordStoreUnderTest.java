package io.leasehold.tck.record;

import io.leasehold.store.record.RecordStore;

/** One set of records, empty at first, and two clients of it. Used by one test, then closed. */
public interface RecordStoreUnderTest extends AutoCloseable {
    /** A client; the same one each time. The kit prepares it. */
    RecordStore store();

    /**
     * A second client of the same records, opened as another process would open it, with connections of its own where there are any;
     * the same one each time.
     */
    RecordStore another();

    /** Closes whatever was opened, unless the kit has closed it. The records may be thrown away. */
    @Override
    void close();
}
