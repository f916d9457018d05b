package io.leasehold.tck.port;

import java.util.ArrayList;
import java.util.List;

/** Ports that put their ranges together wrongly from the pages of their storage. */
final class BrokenPages {
    private BrokenPages() {}

    /** As if nothing came between a key and the one with its last character raised. */
    static final class RaiseTheLastCharacter extends BrokenPort {
        RaiseTheLastCharacter() {
            super(storage -> new Near(storage) {
                @Override
                String after(String key) {
                    int last = key.length() - 1;
                    return key.substring(0, last) + (char) (key.charAt(last) + 1);
                }
            });
        }
    }

    /** As if digits were the least that a key can go on with. */
    static final class ForgetTheHyphen extends BrokenPort {
        ForgetTheHyphen() {
            super(storage -> new Near(storage) {
                @Override
                String after(String key) {
                    return key + '0';
                }
            });
        }
    }

    static final class BeginWithTheLast extends BrokenPort {
        BeginWithTheLast() {
            super(storage -> new Near(storage) {
                @Override
                String after(String key) {
                    return key;
                }
            });
        }
    }

    static final class AreCounted extends BrokenPort {
        AreCounted() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    List<Stored> found = new ArrayList<>();
                    boolean more = true;
                    while (more) {
                        List<Stored> page = this.storage.records.subMap(from, to).values().stream()
                                .skip(found.size())
                                .limit(Math.min(PAGE, limit - found.size()))
                                .toList();
                        found.addAll(page);
                        more = page.size() == PAGE;
                        gap();
                    }
                    return found;
                }
            });
        }
    }

    static final class OneIsAll extends BrokenPort {
        OneIsAll() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return super.range(from, to, Math.min(limit, 1_000));
                }
            });
        }
    }

    static final class AreWhole extends BrokenPort {
        AreWhole() {
            super(storage -> new Near(storage) {
                @Override
                public List<Stored> range(String from, String to, int limit) {
                    return super.range(from, to, (limit + PAGE - 1) / PAGE * PAGE);
                }
            });
        }
    }
}
