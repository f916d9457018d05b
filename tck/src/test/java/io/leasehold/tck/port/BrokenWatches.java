package io.leasehold.tck.port;

import java.util.concurrent.atomic.AtomicBoolean;

/** Ports whose watches break their word. */
final class BrokenWatches {
    private BrokenWatches() {}

    static final class TellOnce extends BrokenPort {
        TellOnce() {
            super(storage -> new Near(storage) {
                @Override
                public Watch watch(String key, Runnable changed) {
                    AtomicBoolean told = new AtomicBoolean();
                    return super.watch(key, () -> {
                        if (!told.getAndSet(true)) {
                            changed.run();
                        }
                    });
                }
            });
        }
    }

    static final class NeverEnd extends BrokenPort {
        NeverEnd() {
            super(storage -> new Near(storage) {
                @Override
                public Watch watch(String key, Runnable changed) {
                    super.watch(key, changed);
                    return () -> {};
                }
            });
        }
    }

    static final class OutliveTheClient extends BrokenPort {
        OutliveTheClient() {
            super(storage -> new Near(storage) {
                @Override
                public void close() {}
            });
        }
    }

    /** A delete is no write of a value. */
    static final class MissDeletes extends BrokenPort {
        MissDeletes() {
            super(storage -> new Near(storage) {
                @Override
                public void remove(String key) {
                    this.storage.records.remove(key);
                }
            });
        }
    }
}
