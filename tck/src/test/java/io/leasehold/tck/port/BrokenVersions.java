package io.leasehold.tck.port;

import io.leasehold.store.Bytes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ports whose versions break their word. */
final class BrokenVersions {
    private BrokenVersions() {}

    static final class BeginAnew extends BrokenPort {
        BeginAnew() {
            super(storage -> new Near(storage) {
                @Override
                Stored written(String key, Bytes value) {
                    int last = read(key)
                            .map(found -> Integer.parseInt(found.version()))
                            .orElse(0);
                    return new Stored(key, value, Integer.toString(last + 1));
                }
            });
        }
    }

    static final class AreTimes extends BrokenPort {
        AreTimes() {
            super(storage -> new Near(storage) {
                @Override
                Stored written(String key, Bytes value) {
                    return new Stored(key, value, Long.toString(this.storage.timeMillis()));
                }
            });
        }
    }

    /** Each client counts its own writes. */
    static final class AreCountedByClients extends BrokenPort {
        AreCountedByClients() {
            super(storage -> new Near(storage) {
                private final Map<String, Integer> writes = new ConcurrentHashMap<>();

                @Override
                Stored written(String key, Bytes value) {
                    return new Stored(key, value, Integer.toString(writes.merge(key, 1, Integer::sum)));
                }
            });
        }
    }

    /** Values first, and then their versions. */
    static final class AreReadLater extends BrokenPort {
        AreReadLater() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    List<Stored> found = super.range(from, to, limit);
                    gap();
                    return found.stream().map(this::withPresentVersion).toList();
                }

                private Stored withPresentVersion(Stored record) {
                    String version = read(record.key()).orElse(record).version();
                    return new Stored(record.key(), record.value(), version);
                }
            });
        }
    }
}
