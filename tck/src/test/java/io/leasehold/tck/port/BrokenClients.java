package io.leasehold.tck.port;

import io.leasehold.store.Bytes;
import io.leasehold.store.StoreException.StoreRejected;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Ports that break their word in what they keep of keys and values, and read back. */
final class BrokenClients {
    private BrokenClients() {}

    /** What this client once read it reads again, until it writes. */
    static final class ReadsAreCached extends BrokenPort {
        ReadsAreCached() {
            super(storage -> new Near(storage) {
                private final Map<String, Optional<Stored>> cache = new ConcurrentHashMap<>();

                @Override
                public Optional<Stored> read(String key) {
                    return cache.computeIfAbsent(key, super::read);
                }

                @Override
                public boolean create(String key, Bytes value) {
                    cache.remove(key);
                    return super.create(key, value);
                }

                @Override
                public boolean replace(String key, String version, Bytes value) {
                    cache.remove(key);
                    return super.replace(key, version, value);
                }

                @Override
                public boolean delete(String key, String version) {
                    cache.remove(key);
                    return super.delete(key, version);
                }

                @Override
                public void remove(String key) {
                    cache.remove(key);
                    super.remove(key);
                }
            });
        }
    }

    static final class ValuesAreText extends BrokenPort {
        ValuesAreText() {
            super(storage -> new Near(storage) {
                @Override
                Stored written(String key, Bytes value) {
                    return super.written(key, Bytes.ofUtf8(value.utf8()));
                }
            });
        }
    }

    static final class ValuesLoseTrailingZeros extends BrokenPort {
        ValuesLoseTrailingZeros() {
            super(storage -> new Near(storage) {
                @Override
                Stored written(String key, Bytes value) {
                    byte[] bytes = value.toArray();
                    int size = bytes.length;
                    while (size > 0 && bytes[size - 1] == 0) {
                        size--;
                    }
                    return super.written(key, Bytes.of(Arrays.copyOf(bytes, size)));
                }
            });
        }
    }

    static final class LargeValuesAreRejected extends BrokenPort {
        LargeValuesAreRejected() {
            super(storage -> new Near(storage) {
                @Override
                Stored written(String key, Bytes value) {
                    if (value.size() > 500_000) {
                        throw new StoreRejected("a value has " + value.size() + " bytes");
                    }
                    return super.written(key, value);
                }
            });
        }
    }

    static final class LongKeysAreCut extends BrokenPort {
        LongKeysAreCut() {
            super(storage -> new Near(storage) {
                @Override
                public Optional<Stored> read(String key) {
                    return super.read(cut(key));
                }

                @Override
                public boolean create(String key, Bytes value) {
                    return super.create(cut(key), value);
                }

                @Override
                public boolean replace(String key, String version, Bytes value) {
                    return super.replace(cut(key), version, value);
                }

                @Override
                public void remove(String key) {
                    super.remove(cut(key));
                }

                private String cut(String key) {
                    return key.length() > 255 ? key.substring(0, 255) : key;
                }
            });
        }
    }
}
