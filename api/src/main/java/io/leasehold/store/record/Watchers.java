package io.leasehold.store.record;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who watches which record of {@link InMemoryRecordStore}. Thread-safe. */
final class Watchers {
    private final Map<String, List<Watcher>> byKey = new ConcurrentHashMap<>();

    /** One open watch; a class and no record, since two of them with the same {@code changed} are two. */
    private static final class Watcher {
        private final Runnable changed;

        private Watcher(Runnable changed) {
            this.changed = changed;
        }
    }

    WatchableRecords.Watch add(String key, Runnable changed) {
        Watcher watcher = new Watcher(changed);
        List<Watcher> watchers = byKey.computeIfAbsent(key, absent -> new CopyOnWriteArrayList<>());
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void tell(String key) {
        byKey.getOrDefault(key, List.of()).forEach(watcher -> watcher.changed.run());
    }

    void clear() {
        byKey.clear();
    }
}
