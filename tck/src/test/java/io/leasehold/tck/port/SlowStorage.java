package io.leasehold.tck.port;

import io.leasehold.store.record.RecordStore.Stored;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The server, to which any number of clients are connected: records in the order of their keys, a clock, and who watches what. */
final class SlowStorage {
    final ConcurrentSkipListMap<String, Stored> records = new ConcurrentSkipListMap<>();
    private final Map<Object, Consumer<String>> watchers = new ConcurrentHashMap<>();

    long timeMillis() {
        return System.currentTimeMillis();
    }

    /** Answers what ends it. */
    Runnable watch(String watched, Runnable changed) {
        Object watch = new Object();
        watchers.put(watch, key -> {
            if (key.equals(watched)) {
                changed.run();
            }
        });
        return () -> watchers.remove(watch);
    }

    void tell(String key) {
        watchers.values().forEach(watcher -> watcher.accept(key));
    }
}
