package io.leasehold.tck.port;

import io.leasehold.store.Bytes;
import io.leasehold.store.StoreException.StoreRejected;

/** Ports whose writes break their word. */
final class BrokenWrites {
    private BrokenWrites() {}

    static final class CreateOverwrites extends BrokenPort {
        CreateOverwrites() {
            super(storage -> new Near(storage) {
                @Override
                public boolean create(String key, Bytes value) {
                    this.storage.records.put(key, written(key, value));
                    return true;
                }
            });
        }
    }

    static final class CreateTakesTheSameValueForItsOwn extends BrokenPort {
        CreateTakesTheSameValueForItsOwn() {
            super(storage -> new Near(storage) {
                @Override
                public boolean create(String key, Bytes value) {
                    return super.create(key, value)
                            || read(key)
                                    .filter(found -> found.value().equals(value))
                                    .isPresent();
                }
            });
        }
    }

    static final class CreateLooksFirst extends BrokenPort {
        CreateLooksFirst() {
            super(storage -> new Near(storage) {
                @Override
                public boolean create(String key, Bytes value) {
                    boolean free = read(key).isEmpty();
                    gap();
                    if (free) {
                        this.storage.records.put(key, written(key, value));
                    }
                    return free;
                }
            });
        }
    }

    static final class ReplaceLooksFirst extends BrokenPort {
        ReplaceLooksFirst() {
            super(storage -> new Near(storage) {
                @Override
                public boolean replace(String key, String version, Bytes value) {
                    boolean same = read(key)
                            .filter(found -> found.version().equals(version))
                            .isPresent();
                    gap();
                    if (same) {
                        this.storage.records.put(key, written(key, value));
                    }
                    return same;
                }
            });
        }
    }

    static final class ReplaceCreates extends BrokenPort {
        ReplaceCreates() {
            super(storage -> new Near(storage) {
                @Override
                public boolean replace(String key, String version, Bytes value) {
                    return read(key).isEmpty() ? create(key, value) : super.replace(key, version, value);
                }
            });
        }
    }

    static final class ReplaceDeletesAndCreates extends BrokenPort {
        ReplaceDeletesAndCreates() {
            super(storage -> new Near(storage) {
                @Override
                public boolean replace(String key, String version, Bytes value) {
                    boolean deleted = delete(key, version);
                    gap();
                    return deleted && create(key, value);
                }
            });
        }
    }

    static final class DeleteLooksFirst extends BrokenPort {
        DeleteLooksFirst() {
            super(storage -> new Near(storage) {
                @Override
                public boolean delete(String key, String version) {
                    boolean same = read(key)
                            .filter(found -> found.version().equals(version))
                            .isPresent();
                    gap();
                    if (same) {
                        remove(key);
                    }
                    return same;
                }
            });
        }
    }

    static final class DeleteMindsNoVersion extends BrokenPort {
        DeleteMindsNoVersion() {
            super(storage -> new Near(storage) {
                @Override
                public boolean delete(String key, String version) {
                    return this.storage.records.remove(key) != null;
                }
            });
        }
    }

    static final class RemoveWantsARecord extends BrokenPort {
        RemoveWantsARecord() {
            super(storage -> new Near(storage) {
                @Override
                public void remove(String key) {
                    if (read(key).isEmpty()) {
                        throw new StoreRejected("there is no record " + key);
                    }
                    super.remove(key);
                }
            });
        }
    }
}
