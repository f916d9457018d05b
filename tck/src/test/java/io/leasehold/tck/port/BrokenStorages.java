package io.leasehold.tck.port;

import io.leasehold.store.PrepareMode;
import io.leasehold.store.record.RecordStore;
import java.util.function.Function;

/** Ports that break their word in how they open, close, tell the time or describe themselves. */
final class BrokenStorages {
    private BrokenStorages() {}

    static final class TimeIsInSeconds extends BrokenPort {
        TimeIsInSeconds() {
            super(storage -> new Near(storage) {
                @Override
                public long timeMillis() {
                    return super.timeMillis() / 1_000;
                }
            });
        }
    }

    static final class TimeIsTheClients extends BrokenPort {
        TimeIsTheClients() {
            super(new ClockOfItsOwn());
        }
    }

    /** Each client's clock is an hour ahead of that of the one opened before it. */
    private static final class ClockOfItsOwn implements Function<SlowStorage, RecordStore> {
        private long aheadMillis;

        @Override
        public RecordStore apply(SlowStorage storage) {
            aheadMillis += 3_600_000;
            long ahead = aheadMillis;
            return new BrokenPort.Near(storage) {
                @Override
                public long timeMillis() {
                    return super.timeMillis() + ahead;
                }
            };
        }
    }

    static final class PreparesFromScratch extends BrokenPort {
        PreparesFromScratch() {
            super(storage -> new Near(storage) {
                @Override
                public void prepare(PrepareMode mode) {
                    if (mode == PrepareMode.CREATE) {
                        this.storage.records.clear();
                    }
                }
            });
        }
    }

    static final class ClosesForAll extends BrokenPort {
        ClosesForAll() {
            super(storage -> new Near(storage) {
                @Override
                public void close() {
                    this.storage.records.clear();
                }
            });
        }
    }

    static final class DescribesAnew extends BrokenPort {
        DescribesAnew() {
            super(storage -> new Near(storage) {
                @Override
                public RecordStore.Description describe() {
                    RecordStore.Description said = super.describe();
                    return new RecordStore.Description(
                            said.kind() + " at " + System.nanoTime(),
                            said.version(),
                            said.timeSource(),
                            said.recordTimeout(),
                            said.valueBytes(),
                            said.warnings());
                }
            });
        }
    }
}
