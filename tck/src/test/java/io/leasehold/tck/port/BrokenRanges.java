package io.leasehold.tck.port;

import io.leasehold.store.record.RecordStore;
import java.util.Comparator;
import java.util.List;

/** Ports whose ranges break their word. */
final class BrokenRanges {
    private BrokenRanges() {}

    static final class EndIsIncluded extends BrokenPort {
        EndIsIncluded() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return super.range(from, after(to), limit);
                }
            });
        }
    }

    static final class BeginningIsExcluded extends BrokenPort {
        BeginningIsExcluded() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return super.range(after(from), to, limit);
                }
            });
        }
    }

    /** As many databases collate text unless told otherwise: punctuation decides last. */
    static final class OrderOfADictionary extends BrokenPort {
        private static final Comparator<String> DICTIONARY =
                Comparator.comparing((String key) -> key.replace("-", "")).thenComparing(key -> key);

        OrderOfADictionary() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return this.storage.records.values().stream()
                            .filter(record -> DICTIONARY.compare(record.key(), from) >= 0
                                    && DICTIONARY.compare(record.key(), to) < 0)
                            .sorted(Comparator.comparing(Stored::key, DICTIONARY))
                            .limit(limit)
                            .toList();
                }
            });
        }
    }

    /** The right records in the order of a hash. */
    static final class NoOrder extends BrokenPort {
        NoOrder() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return this.storage.records.subMap(from, to).values().stream()
                            .sorted(Comparator.comparing(record -> record.key().hashCode()))
                            .limit(limit)
                            .toList();
                }
            });
        }
    }

    /** Ranges come from an index that hears of every write a little later. */
    static final class Lag extends BrokenPort {
        Lag() {
            super(storage -> new Near(storage) {
                private List<Stored> last = List.of();

                @Override
                public List<Stored> range(String from, String to, int limit) {
                    List<Stored> lagging = last.stream()
                            .filter(record -> record.key().compareTo(from) >= 0
                                    && record.key().compareTo(to) < 0)
                            .limit(limit)
                            .toList();
                    last = List.copyOf(this.storage.records.values());
                    return lagging;
                }
            });
        }
    }

    /** A range holds no values larger than fit in a storage's index. */
    static final class LeaveOutLargeValues extends BrokenPort {
        LeaveOutLargeValues() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return super.range(from, to, limit).stream()
                            .filter(record -> record.value().size() < RecordStore.Description.LEAST_VALUE)
                            .toList();
                }
            });
        }
    }
}
