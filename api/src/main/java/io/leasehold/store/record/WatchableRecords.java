package io.leasehold.store.record;

/**
 * An optional ability of a {@link RecordStore}: to tell of changes by itself, so that nobody need ask. Only a help: a change that is
 * never told of costs time, nothing else.
 */
public interface WatchableRecords {
    /**
     * Tells of changes of one record until the answer is closed. It may tell too often, late, and once for several changes.
     *
     * @param changed is called by any thread, never by two at once; it doesn't block and throws nothing
     */
    AutoCloseable watch(String key, Runnable changed);
}
