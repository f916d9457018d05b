package io.leasehold.store.record;

/**
 * An optional ability of a {@link RecordStore}: to tell of changes of a record by itself, so that nobody need ask. With it
 * {@link RecordLeaseStore} pushes its rings (R20). It makes takeovers faster and nothing else; no promise rests on it.
 *
 * <p>Every method may be called by any thread at any time; any number of watches may be open at once.
 */
public interface WatchableRecords {
    /**
     * Has {@code changed} called, soon, after each change of the record by any client that comes after this method returned. Several
     * changes may bring one call, provided that it comes after the last of them; a call without a change may come. It must be called
     * after every gap in which a change may have been missed too, such as a connection that broke and came back: getting it back is
     * the record store's own work, for as long as the watch is open.
     *
     * <p>Blocks for at most the record timeout. Trouble is {@link io.leasehold.store.StoreException}; a call that throws leaves no
     * watch behind.
     *
     * @param key of a record that need not be there yet
     * @param changed called by any thread, perhaps by several at once; it neither blocks nor throws
     */
    Watch watch(String key, Runnable changed);

    /** An open watch. {@link RecordStore#close} ends it too. */
    interface Watch extends AutoCloseable {
        /** No change that comes after this returned is told. Throws nothing, and may be repeated. */
        @Override
        void close();
    }
}
